/** Where the card lies on a wide screen: near its symbol, over sea or faded land, never over the rest. */

const AWAY = 14;
const EDGE = 12;
const STEPS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];
const COLUMNS = 17;
const ROWS = 9;
const CELL = 24;
const BLOCKED = 200;
/** Its own symbol is the last thing a card may cover. */
const OWN = 3;
/** What it costs to lie away from the symbol, without a pointer, and for each pixel further. */
const APART = 8;
const FAR = 0.02;
/** Prices were set for a card that covers so many cells. */
const CELLS = 36;

/**
 * @typedef {{left: number, top: number, side: 'top'|'bottom'|'left'|'right'|'none', pointer: number}} Spot
 *   side: where the card lies seen from its symbol; pointer: pixels along the card's edge
 */

/**
 * Put the card beside a symbol; both in pixels of the map's box.
 * @param {{card: HTMLElement, symbol: {x: number, y: number, r: number}|null, size: {x: number, y: number},
 *   cost: (x: number, y: number) => number, blocked: {x0: number, y0: number, x1: number, y1: number}[]}} scene
 *   cost: how much a pixel of the map should stay free; blocked: boxes the card must not cover
 */
export function placeCard({ card, symbol, size, cost, blocked }) {
  if (getComputedStyle(card).position !== "absolute") {
    release(card);
    return;
  }
  const [width, height] = [card.offsetWidth, card.offsetHeight];
  const prices = priceList(size, cost);
  const taken = symbol ? [...blocked, ...Array(OWN).fill(boxAround(symbol))] : blocked;
  const spots = [...(symbol ? besides(symbol, width, height) : []), ...anywhere(size, width, height)];
  const fits = spots.filter(
    ({ left, top }) => left >= EDGE && top >= EDGE && left + width <= size.x - EDGE && top + height <= size.y - EDGE,
  );
  const price = (spot) =>
    priceOf(boxOf(spot, width, height), prices, taken) + distancePrice(spot, symbol, width, height);
  put(card, cheapest(fits, price) ?? { left: EDGE, top: EDGE, side: "none", pointer: 0 });
}

function put(card, { left, top, side, pointer }) {
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
  card.style.setProperty("--pointer", `${pointer}px`);
  card.dataset.side = side;
}

/** Leave the card to the style sheet, as on phones. */
function release(card) {
  card.style.left = "";
  card.style.top = "";
  delete card.dataset.side;
}

const boxAround = ({ x, y, r }) => ({ x0: x - r, y0: y - r, x1: x + r, y1: y + r });

const boxOf = ({ left, top }, width, height) => ({ x0: left, y0: top, x1: left + width, y1: top + height });

const overlap = (a, b) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;

/** Places that touch the symbol with the pointer. @returns {Spot[]} */
function besides({ x, y, r }, width, height) {
  const far = r + AWAY;
  const along = (middle, length) =>
    STEPS.map((part) => {
      const start = Math.round(middle - part * length);
      return { start, pointer: Math.max(24, Math.min(length - 24, middle - start)) };
    });
  const level = along(x, width).flatMap(({ start, pointer }) => [
    { left: start, top: Math.round(y - far - height), side: "top", pointer },
    { left: start, top: Math.round(y + far), side: "bottom", pointer },
  ]);
  const upright = along(y, height).flatMap(({ start, pointer }) => [
    { left: Math.round(x + far), top: start, side: "right", pointer },
    { left: Math.round(x - far - width), top: start, side: "left", pointer },
  ]);
  return [...level, ...upright];
}

/** Places all over the map, without a pointer: for when everything beside the symbol should stay free. */
function anywhere(size, width, height) {
  const [wide, high] = [size.x - width - 2 * EDGE, size.y - height - 2 * EDGE];
  const spots = [];
  for (let i = 0; i < COLUMNS; i += 1) {
    for (let j = 0; j < ROWS; j += 1) {
      const left = Math.round(EDGE + (i / (COLUMNS - 1)) * wide);
      const top = Math.round(EDGE + (j / (ROWS - 1)) * high);
      spots.push({ left, top, side: "none", pointer: 0 });
    }
  }
  return spots;
}

/** What each cell of the map costs to cover. */
function priceList(size, cost) {
  const columns = Math.ceil(size.x / CELL);
  const rows = Math.ceil(size.y / CELL);
  const prices = new Float32Array(columns * rows);
  for (let j = 0; j < rows; j += 1) {
    for (let i = 0; i < columns; i += 1) prices[j * columns + i] = cost((i + 0.5) * CELL, (j + 0.5) * CELL);
  }
  return { columns, rows, prices };
}

function priceOf(box, { columns, rows, prices }, taken) {
  const [i0, i1] = [Math.floor(box.x0 / CELL), Math.min(columns - 1, Math.floor(box.x1 / CELL))];
  const [j0, j1] = [Math.floor(box.y0 / CELL), Math.min(rows - 1, Math.floor(box.y1 / CELL))];
  let sum = 0;
  for (let j = j0; j <= j1; j += 1) for (let i = i0; i <= i1; i += 1) sum += prices[j * columns + i];
  const share = CELLS / ((i1 - i0 + 1) * (j1 - j0 + 1));
  return sum * share + BLOCKED * taken.filter((other) => overlap(box, other)).length;
}

function distancePrice({ left, top, side }, symbol, width, height) {
  if (side !== "none" || !symbol) return 0;
  return APART + FAR * Math.hypot(left + width / 2 - symbol.x, top + height / 2 - symbol.y);
}

function cheapest(spots, worth) {
  let best = null;
  let least = Infinity;
  for (const spot of spots) {
    const price = worth(spot);
    if (price < least) [best, least] = [spot, price];
  }
  return best;
}

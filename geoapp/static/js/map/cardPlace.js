/** Where the card lies on a wide screen: near its symbol, over sea or faded land, never over the rest. */

const AWAY = 14;
const EDGE = 12;
const STEPS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82, 0.1, 0.9];
const SAMPLES = 6;
const BLOCKED = 100;
/** What it costs to lie away from the symbol. */
const APART = 10;

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
  const spots = [...(symbol ? candidates(symbol, width, height) : []), ...corners(size, width, height)];
  const fits = spots.filter(
    ({ left, top }) => left >= EDGE && top >= EDGE && left + width <= size.x - EDGE && top + height <= size.y - EDGE,
  );
  const hides = ({ left, top }) =>
    symbol && overlap({ x0: left, y0: top, x1: left + width, y1: top + height }, boxAround(symbol));
  const price = (spot) =>
    costOf(spot, width, height, cost, blocked) + (spot.side === "none" ? APART : 0) + (hides(spot) ? BLOCKED : 0);
  put(card, cheapest(fits, price) ?? { left: EDGE, top: EDGE, side: "none", pointer: 0 });
}

function put(card, { left, top, side, pointer }) {
  card.style.left = `${left}px`;
  card.style.top = `${top}px`;
  card.style.setProperty("--pointer", `${pointer}px`);
  card.dataset.side = side;
}

const boxAround = ({ x, y, r }) => ({ x0: x - r, y0: y - r, x1: x + r, y1: y + r });

/** Leave the card to the style sheet, as on phones. */
function release(card) {
  card.style.left = "";
  card.style.top = "";
  delete card.dataset.side;
}

/** @returns {Spot[]} */
function candidates({ x, y, r }, width, height) {
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

/** Places along the map's edges, without a pointer: when everything beside the symbol should stay free. */
function corners(size, width, height) {
  const [right, bottom] = [size.x - width - EDGE, size.y - height - EDGE];
  const steps = Array.from({ length: 17 }, (_, i) => i / 16);
  return steps.flatMap((part) => [
    { left: Math.round(EDGE + part * (right - EDGE)), top: EDGE, side: "none", pointer: 0 },
    { left: Math.round(EDGE + part * (right - EDGE)), top: bottom, side: "none", pointer: 0 },
    { left: right, top: Math.round(EDGE + part * (bottom - EDGE)), side: "none", pointer: 0 },
  ]);
}

function costOf({ left, top }, width, height, cost, blocked) {
  const box = { x0: left, y0: top, x1: left + width, y1: top + height };
  let sum = BLOCKED * blocked.filter((other) => overlap(box, other)).length;
  for (let i = 0; i < SAMPLES; i += 1) {
    for (let j = 0; j < SAMPLES; j += 1) {
      sum += cost(left + ((i + 0.5) / SAMPLES) * width, top + ((j + 0.5) / SAMPLES) * height);
    }
  }
  return sum;
}

const overlap = (a, b) => a.x0 < b.x1 && a.x1 > b.x0 && a.y0 < b.y1 && a.y1 > b.y0;

function cheapest(spots, worth) {
  let best = null;
  let least = Infinity;
  for (const spot of spots) {
    const price = worth(spot);
    if (price < least) [best, least] = [spot, price];
  }
  return best;
}

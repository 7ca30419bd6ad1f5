/** Places along the inner edge of the map for a box that points out of it; pixels of the map's box. */

const EDGE = 14;
const STEP = 12;
const AWAY = 8;

/**
 * Corners (upper left) at which a box may lie, the one nearest to the way out first.
 * @param {{x: number, y: number}} size of the map
 * @param {[number, number]} box its width and height
 * @param {{x: number, y: number}} to what it points at, outside the map
 */
export function edgePlaces(size, [width, height], to) {
  const [right, bottom] = [Math.max(EDGE, size.x - width - EDGE), Math.max(EDGE, size.y - height - EDGE)];
  const exit = wayOut(size, to);
  const wanted = { x: clamp(exit.x - width / 2, right), y: clamp(exit.y - height / 2, bottom) };
  const places = [wanted];
  for (let x = EDGE; x <= right; x += STEP) places.push({ x, y: EDGE }, { x, y: bottom });
  for (let y = EDGE; y <= bottom; y += STEP) places.push({ x: EDGE, y }, { x: right, y });
  const far = ({ x, y }) => Math.hypot(x - wanted.x, y - wanted.y);
  return places.sort((a, b) => far(a) - far(b));
}

/** The first place clear of what floats and of symbols; else the one clear of what floats that hides least of symbols. */
export function clearOf(places, [width, height], floats, symbols) {
  const clear = ({ x, y }, { x0, y0, x1, y1 }) =>
    x > x1 + AWAY || x + width < x0 - AWAY || y > y1 + AWAY || y + height < y0 - AWAY;
  const free = places.filter((place) => floats.every((box) => clear(place, box)));
  const hidden = (place) => symbols.reduce((sum, symbol) => sum + shared(place, [width, height], symbol), 0);
  return (
    free.find((place) => symbols.every((box) => clear(place, box))) ??
    free.reduce((best, place) => (hidden(place) < hidden(best) ? place : best), free[0]) ??
    places[0]
  );
}

/** How much of a symbol a box at a place hides, px². */
function shared({ x, y }, [width, height], { x0, y0, x1, y1 }) {
  const across = Math.min(x + width, x1) - Math.max(x, x0);
  const down = Math.min(y + height, y1) - Math.max(y, y0);
  return across > 0 && down > 0 ? across * down : 0;
}

/** Where the straight way from the middle of the map leaves it. */
function wayOut(size, to) {
  const [x, y] = [to.x - size.x / 2, to.y - size.y / 2];
  const part = Math.min(size.x / 2 / Math.abs(x || 1e-9), size.y / 2 / Math.abs(y || 1e-9), 1);
  return { x: size.x / 2 + part * x, y: size.y / 2 + part * y };
}

const clamp = (value, most) => Math.max(EDGE, Math.min(most, value));

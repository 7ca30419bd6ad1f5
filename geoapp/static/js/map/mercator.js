/** Web Mercator as a unit square: x grows east, y south, both 0..1 over the world. */

export const unitX = (lon) => (lon + 180) / 360;

export function unitY(lat) {
  const sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export const lonOf = (x) => x * 360 - 180;

export const latOf = (y) => (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;

/** Pixels across the world at a Leaflet zoom. */
export const worldSize = (zoom) => 256 * 2 ** zoom;

const EQUATOR_M = 40075016.686;

export const metresPerPixel = (lat, zoom) => (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / worldSize(zoom);

/** The part of the unit square that the map shows, widened by `padding` pixels. */
export function viewBox(map, padding = 0) {
  const { min, max } = map.getPixelBounds();
  return boxOf(min, max, worldSize(map.getZoom()), padding);
}

/** The same for a view the map is about to take. */
export function viewBoxAt(map, { center, zoom }, padding = 0) {
  const middle = map.project(center, zoom);
  const half = map.getSize().divideBy(2);
  return boxOf(middle.subtract(half), middle.add(half), worldSize(zoom), padding);
}

const boxOf = (min, max, size, padding) => ({
  x0: (min.x - padding) / size,
  y0: (min.y - padding) / size,
  x1: (max.x + padding) / size,
  y1: (max.y + padding) / size,
});

export const isInside = (box, { x, y }) => x >= box.x0 && x <= box.x1 && y >= box.y0 && y <= box.y1;

/** A unit point as Leaflet layer pixels of the present zoom. */
export function layerPoint(map, { x, y }) {
  const size = worldSize(map.getZoom());
  return L.point(x * size, y * size).subtract(map.getPixelOrigin());
}

export const latLng = ({ x, y }) => L.latLng(latOf(y), lonOf(x));

export const unitPoint = ([lon, lat]) => ({ x: unitX(lon), y: unitY(lat) });

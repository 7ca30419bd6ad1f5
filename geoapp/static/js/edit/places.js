/**
 * A geometry as parts to edit, as text, as GeoJSON. A part is a list of rings, a ring a list of
 * [lon, lat]; points and lines have one ring. Rings of areas do not repeat their first position.
 */

export const HOLE = "lỗ";
/** How many positions a part needs. */
export const LEAST = { point: 1, line: 2, area: 3 };
const DIGITS = 9;
const plain = (degrees) => String(Number(degrees.toFixed(DIGITS)));

export const writePlaces = (parts) =>
  parts
    .map((rings) =>
      rings.map((ring) => ring.map(([lon, lat]) => `${plain(lon)}, ${plain(lat)}`).join("\n")).join(`\n${HOLE}\n`),
    )
    .join("\n\n");

/** Read text in degrees as `writePlaces` and the server write it. */
export const readPlaces = (text) =>
  text
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((part) => part.split(`\n${HOLE}\n`).map((ring) => ring.split("\n").map((line) => line.split(",").map(Number))));

const open = (ring) => ring.slice(0, -1);

/** Return the parts of a GeoJSON geometry. */
export function partsOf(geometry) {
  if (!geometry) return [];
  const { type, coordinates } = geometry;
  const read = {
    Point: () => [[[coordinates]]],
    MultiPoint: () => coordinates.map((place) => [[place]]),
    LineString: () => [[coordinates]],
    MultiLineString: () => coordinates.map((line) => [line]),
    Polygon: () => [coordinates.map(open)],
    MultiPolygon: () => coordinates.map((rings) => rings.map(open)),
  };
  return read[type]();
}

export const isWhole = (form, parts) =>
  parts.length > 0 && parts.every((rings) => rings.every((ring) => ring.length >= LEAST[form]));

export const copyOf = (parts) => structuredClone(parts);

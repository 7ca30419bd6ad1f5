/**
 * From degrees to the pixels of the small map. Over some kilometres a plane that shortens
 * longitudes by the cosine of the latitude is exact enough.
 */

const METRES_PER_DEGREE = 111320;
const LEAST_HALF_WIDTH_M = 3000;

function* points(coordinates) {
  if (typeof coordinates[0] === "number") yield coordinates;
  else for (const part of coordinates) yield* points(part);
}

function extent(geometries) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const geometry of geometries) {
    for (const [lon, lat] of points(geometry.coordinates)) {
      [west, south] = [Math.min(west, lon), Math.min(south, lat)];
      [east, north] = [Math.max(east, lon), Math.max(north, lat)];
    }
  }
  return { west, south, east, north };
}

/** Return the frame that shows all geometries with room around; `around` and `least` are metres. */
export function framed(geometries, width, height, { around = 0, least = LEAST_HALF_WIDTH_M } = {}) {
  const { west, south, east, north } = extent(geometries);
  const middle = [(west + east) / 2, (south + north) / 2];
  const shrink = Math.cos((middle[1] * Math.PI) / 180);
  const across = Math.max((east - west) * shrink, ((north - south) * width) / height) * METRES_PER_DEGREE;
  const half = Math.max(least, 0.75 * across, 2.4 * around);
  const scale = (width / 2 / half) * METRES_PER_DEGREE;
  const [dx, dy] = [width / 2 / scale / shrink, height / 2 / scale];
  return {
    middle,
    shrink,
    scale,
    width,
    height,
    bbox: [middle[0] - dx, middle[1] - dy, middle[0] + dx, middle[1] + dy],
  };
}

export const metresPerPixel = ({ scale }) => METRES_PER_DEGREE / scale;

export function toPixel([lon, lat], { middle, shrink, scale, width, height }) {
  return [width / 2 + (lon - middle[0]) * shrink * scale, height / 2 - (lat - middle[1]) * scale];
}

function way(line, frame, closed) {
  const pixels = line.map((place) =>
    toPixel(place, frame)
      .map((pixel) => pixel.toFixed(1))
      .join(" "),
  );
  return `M${pixels.join("L")}${closed ? "Z" : ""}`;
}

/** Return the SVG path of a line or area; points have none. */
export function outline({ type, coordinates }, frame) {
  const draw = {
    LineString: () => way(coordinates, frame, false),
    MultiLineString: () => coordinates.map((line) => way(line, frame, false)).join(""),
    Polygon: () => coordinates.map((ring) => way(ring, frame, true)).join(""),
    MultiPolygon: () =>
      coordinates
        .flat()
        .map((ring) => way(ring, frame, true))
        .join(""),
  }[type];
  return draw ? draw() : "";
}

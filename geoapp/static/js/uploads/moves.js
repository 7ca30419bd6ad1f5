/** How places before and after look, and the arrow between them. */

const INK = "#17232E";
const AMBER = "#FFB000";

export const LOOKS = {
  old: { color: "#5F6C77", weight: 2.5, dashArray: "6 5", fill: false, fillOpacity: 0 },
  new: { color: INK, weight: 3.5, fillColor: AMBER, fillOpacity: 0.35 },
  point: { radius: 8, weight: 2 },
  move: { color: INK, weight: 1.5, fill: false },
  fault: { radius: 8, color: "#A8200D", weight: 3, fill: true, fillColor: "#fff", fillOpacity: 0.6 },
};
const CHOSEN = {
  old: { ...LOOKS.old, color: INK, weight: 3 },
  new: { ...LOOKS.new, color: "#0B5A8C", weight: 5, fillOpacity: 0.6 },
  move: { ...LOOKS.move, color: "#0B5A8C", weight: 2.5 },
};

/** How a layer of the role looks, chosen or not; points keep a fine edge. */
export function lookOf(layer, role, isChosen) {
  const look = (isChosen ? CHOSEN : LOOKS)[role];
  return layer.getRadius ? { ...look, weight: isChosen ? 3 : 2, dashArray: role === "old" ? "3 3" : null } : look;
}

function* positions(coordinates) {
  if (typeof coordinates[0] === "number") yield coordinates;
  else for (const part of coordinates) yield* positions(part);
}

/** The middle of a geometry's box as latitude and longitude. */
export function middleOf(geometry) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions(geometry.coordinates)) {
    [west, south] = [Math.min(west, lon), Math.min(south, lat)];
    [east, north] = [Math.max(east, lon), Math.max(north, lat)];
  }
  return [(south + north) / 2, (west + east) / 2];
}

/** A line with two barbs at its end; barbs are a sixth of its length. */
export function moveLine(L, from, to) {
  const shrink = Math.cos((to[0] * Math.PI) / 180);
  const back = [(from[0] - to[0]) / 6, ((from[1] - to[1]) * shrink) / 6];
  const barb = (turn) => {
    const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
    return [to[0] + back[0] * cos - back[1] * sin, to[1] + (back[0] * sin + back[1] * cos) / shrink];
  };
  return L.polyline([[from, to], [barb(0.5), to, barb(-0.5)]], LOOKS.move);
}

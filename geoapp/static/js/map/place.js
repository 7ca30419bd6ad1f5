/** The map's position in the address: #z/lat/lon. */

import { placeHash } from "../page/state.js";

const FORM = /^#(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/;

/** {zoom, center} of the address, or null. */
export function placeInAddress() {
  const found = FORM.exec(window.location.hash);
  if (!found) return null;
  const [zoom, lat, lon] = found.slice(1).map(Number);
  return Math.abs(lat) <= 85 && Math.abs(lon) <= 180 ? { zoom, center: L.latLng(lat, lon) } : null;
}

/** Digits that tell one pixel from the next. */
const digits = (zoom) => Math.max(2, Math.ceil(zoom / 3.3) + 1);

/** Write where the map is, unless the address says so already. */
export function writePlace(map) {
  const said = placeInAddress();
  if (said && !isElsewhere(map, said)) return;
  const { lat, lng } = map.getCenter();
  const count = digits(map.getZoom());
  const hash = `#${map.getZoom()}/${lat.toFixed(count)}/${lng.toFixed(count)}`;
  placeHash(hash);
}

/** Whether the address names another place than the one shown. */
export function isElsewhere(map, place) {
  return (
    place.zoom !== map.getZoom() || map.latLngToContainerPoint(place.center).distanceTo(map.getSize().divideBy(2)) > 2
  );
}

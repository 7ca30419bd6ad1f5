/** Lengths and areas on the WGS 84 ellipsoid; positions are [lon, lat] in degrees. */

const A = 6378137;
const F = 1 / 298.257223563;
const B = A * (1 - F);
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;
const PRECISE = 1e-12;

/** Metres between two positions, by Vincenty's inverse solution. */
export function distance([lon1, lat1], [lon2, lat2]) {
  const u1 = Math.atan((1 - F) * Math.tan(lat1 * RADIANS));
  const u2 = Math.atan((1 - F) * Math.tan(lat2 * RADIANS));
  const [sin1, cos1, sin2, cos2] = [Math.sin(u1), Math.cos(u1), Math.sin(u2), Math.cos(u2)];
  const apart = (lon2 - lon1) * RADIANS;
  let lambda = apart;
  for (let turn = 0; turn < 60; turn += 1) {
    const [sin, cos] = [Math.sin(lambda), Math.cos(lambda)];
    const sinSigma = Math.hypot(cos2 * sin, cos1 * sin2 - sin1 * cos2 * cos);
    if (sinSigma === 0) return 0;
    const cosSigma = sin1 * sin2 + cos1 * cos2 * cos;
    const sigma = Math.atan2(sinSigma, cosSigma);
    const sinAlpha = (cos1 * cos2 * sin) / sinSigma;
    const cos2Alpha = 1 - sinAlpha ** 2;
    const cos2m = cos2Alpha ? cosSigma - (2 * sin1 * sin2) / cos2Alpha : 0;
    const c = (F / 16) * cos2Alpha * (4 + F * (4 - 3 * cos2Alpha));
    const next =
      apart + (1 - c) * F * sinAlpha * (sigma + c * sinSigma * (cos2m + c * cosSigma * (2 * cos2m ** 2 - 1)));
    if (Math.abs(next - lambda) < PRECISE) return arc({ cos2Alpha, sigma, sinSigma, cosSigma, cos2m });
    lambda = next;
  }
  return NaN;
}

function arc({ cos2Alpha, sigma, sinSigma, cosSigma, cos2m }) {
  const u2 = (cos2Alpha * (A ** 2 - B ** 2)) / B ** 2;
  const a = 1 + (u2 / 16384) * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
  const b = (u2 / 1024) * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
  const turn =
    b *
    sinSigma *
    (cos2m +
      (b / 4) * (cosSigma * (2 * cos2m ** 2 - 1) - (b / 6) * cos2m * (4 * sinSigma ** 2 - 3) * (4 * cos2m ** 2 - 3)));
  return B * a * (sigma - turn);
}

/** Metres along a line of positions. */
export const lengthOf = (line) => line.slice(1).reduce((sum, position, i) => sum + distance(line[i], position), 0);

/** q of the authalic latitude: the share of the ellipsoid's surface between equator and latitude. */
function surfaceTo(lat) {
  const sine = Math.sin(lat * RADIANS);
  return (1 - E2) * (sine / (1 - E2 * sine ** 2) + Math.atanh(E * sine) / E);
}

/** Square metres within a ring of positions, closed by itself, on an equal-area cylinder. */
export function areaOf(ring) {
  let sum = 0;
  ring.forEach(([lon, lat], i) => {
    const [lon2, lat2] = ring[(i + 1) % ring.length];
    sum += (lon2 - lon) * RADIANS * (surfaceTo(lat) + surfaceTo(lat2));
  });
  return Math.abs((sum * A ** 2) / 4);
}

/** Points of the screen moved apart until no two are nearer than a distance. */

const ROUNDS = 120;
/** Points at one spot leave it in different directions, always the same ones. */
const TURN = 2.4;

/**
 * @param {{x: number, y: number}[]} homes pixels
 * @param {number} apart least distance of two points in pixels
 * @returns {{x: number, y: number, moved: boolean}[]} in the order of `homes`
 */
export function spread(homes, apart) {
  const spots = homes.map(({ x, y }, i) => ({ x: x + 0.01 * Math.cos(i * TURN), y: y + 0.01 * Math.sin(i * TURN) }));
  for (let round = 0; round < ROUNDS && push(spots, apart); round += 1);
  return spots.map((spot, i) => ({ ...spot, moved: Math.hypot(spot.x - homes[i].x, spot.y - homes[i].y) > apart / 4 }));
}

/** Push each pair that is too near by half of what it lacks; tell whether any was. */
function push(spots, apart) {
  let pushed = false;
  for (let i = 0; i < spots.length; i += 1) {
    for (let j = i + 1; j < spots.length; j += 1) {
      const [dx, dy] = [spots[j].x - spots[i].x, spots[j].y - spots[i].y];
      const far = Math.hypot(dx, dy) || 0.01;
      if (far >= apart - 0.5) continue;
      const step = (apart - far) / 2 / far;
      spots[i].x -= dx * step;
      spots[i].y -= dy * step;
      spots[j].x += dx * step;
      spots[j].y += dy * step;
      pushed = true;
    }
  }
  return pushed;
}

/** In which provinces points lie, the one with most of them first, as the map page is told of projects. */

const inside = ([west, south, east, north], [lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north;

/**
 * @param {{geometry: {coordinates: number[]}, properties: {group: string}}[]} points
 * @param {import('../map/elsewhere.js').Share[]} places the provinces, each in its box
 * @param {Set<string>} late which groups count as late
 * @returns {import('../map/elsewhere.js').Share[]} points that lie in none have no name
 */
export function sharesOf(points, places, late) {
  const named = places.filter(({ name }) => name);
  const shares = [...named, { name: null }].map(({ name }) => ({ name, projects: 0, late: 0, bbox: null }));
  for (const { geometry, properties } of points) {
    const at = named.findIndex(({ bbox }) => inside(bbox, geometry.coordinates));
    const share = shares[at < 0 ? named.length : at];
    share.projects += 1;
    share.late += late.has(properties.group);
    share.bbox = grown(share.bbox, geometry.coordinates);
  }
  return shares.filter(({ projects }) => projects).sort((a, b) => b.projects - a.projects);
}

function grown(bbox, [lon, lat]) {
  if (!bbox) return [lon, lat, lon, lat];
  return [Math.min(bbox[0], lon), Math.min(bbox[1], lat), Math.max(bbox[2], lon), Math.max(bbox[3], lat)];
}

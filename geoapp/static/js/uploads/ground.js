/** The ground under an upload's map: sea, land around, provinces and communes, as the large map draws them. */

import { config } from "../page/config.js";

const layer = (kind) => config.layers?.find((one) => one.kind === kind);

async function read(address) {
  const answer = await fetch(address, { headers: { accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

function paint(map, collection, style, level) {
  const { L } = window;
  const features = collection.features.filter((one) => one.geometry && (!level || one.properties.level === level));
  L.geoJSON({ type: "FeatureCollection", features }, { pane: "geoapp-ground", interactive: false, style }).addTo(map);
}

export async function drawGround(map) {
  const basemap = layer("basemap-offline");
  map.createPane("geoapp-ground").style.zIndex = "190";
  map.getContainer().style.backgroundColor = basemap?.background ?? "#D3E2EA";
  const [land, units] = await Promise.all([
    basemap?.source?.url ? read(basemap.source.url) : { features: [] },
    read(`/collections/areas/items?on=${config.today}&limit=10000`),
  ]);
  const { fill, edge } = basemap?.style ?? {};
  paint(map, land, { fillColor: fill, fillOpacity: 1, color: edge, weight: 0.8 });
  paint(map, units, { fillColor: "#FFFDF8", fillOpacity: 1, color: "#17232E", weight: 1.6 }, "province");
  paint(map, units, { fill: false, color: "#A79F8B", weight: 1, dashArray: "1 3" }, "commune");
}

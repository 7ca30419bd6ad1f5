/** Folium's map on pages other than the map page: the same ground, layers and manners. */

import { Basemap } from "../map/basemap.js";
import { FileLayers } from "../map/fileLayers.js";
import { addLayerSwitch } from "../map/layerSwitch.js";
import { FINE_ZOOM, map, onResize, pane, prepareMap } from "../map/mapShell.js";
import { TileGrid } from "../map/tileGrid.js";
import { config } from "./config.js";

const pictures = () => config.layers.some((layer) => layer.kind === "tiles" && layer.base && layer.visible);

/** Draw the ground under Folium's map and show a box west,south,east,north. */
export function openGround(bbox, { closest = 15 } = {}) {
  prepareMap();
  const basemap = new Basemap();
  const ground = new TileGrid(map, pane("areas"), basemap.paint);
  const files = new FileLayers(map, "geoapp-overlays");
  const complain = (error) => console.error(error);
  const turn = (layer, visible) => {
    const drawn = files.turn(layer, visible).catch(complain);
    basemap.filled = !pictures();
    map.options.zoomSnap = pictures() ? 1 : FINE_ZOOM;
    ground.repaint();
    return drawn;
  };
  basemap.filled = !pictures();
  for (const layer of config.layers)
    if (layer.visible && layer.kind !== "tiles") files.turn(layer, true).catch(complain);
  map.getContainer().style.background = config.layers.find((layer) => layer.background)?.background ?? "";
  addLayerSwitch(map, config.layers, turn);
  onResize(() => ground.repaint());
  show(bbox, { closest });
  const drawn = [basemap.loadLand(), basemap.choose([])];
  const ready = Promise.all(drawn).then(() => ground.repaint(), complain);
  return { map, ready };
}

/** Show a box as large as it fits. */
export function show([west, south, east, north], { closest = 15 } = {}) {
  map.fitBounds(
    [
      [south, west],
      [north, east],
    ],
    { maxZoom: closest, padding: [36, 36], animate: false },
  );
}

/** Draws the map, then fills what stands beside it. */

import { drawMap } from "./map.js";
import { fillPanel } from "./panel.js";

drawMap();
fillPanel();
document.documentElement.dataset.ready = "";

/** The script of what changed: its map. */

import "../page/changesMap.js";

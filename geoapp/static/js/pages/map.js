/** All scripts of the map page: what moves the page, then what draws the map. */

import "../page/index.js";
import "../map/index.js";

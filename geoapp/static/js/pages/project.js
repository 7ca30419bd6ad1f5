/** The script of a project's page. */

import "../page/miniMap.js";

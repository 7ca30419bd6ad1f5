/** The script of revisions, histories and what changed. */

import "../page/miniMap.js";

/** The one-file map: everything it shows stands in the file itself; it asks nobody for anything. */

import "../offline/index.js";

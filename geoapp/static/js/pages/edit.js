/** The script of the form of a project. */

import "../edit/index.js";

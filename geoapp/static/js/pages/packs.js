/** The scripts of the pages of packs. */

import { wireBusy } from "../uploads/busy.js";
import { wireWatching } from "../uploads/watching.js";

wireWatching();
wireBusy();

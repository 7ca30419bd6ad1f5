/** The scripts of the pages of uploads. */

import { wireBusy } from "../uploads/busy.js";
import { wireSending } from "../uploads/sending.js";
import { wireWatching } from "../uploads/watching.js";

wireSending();
wireWatching();
wireBusy();

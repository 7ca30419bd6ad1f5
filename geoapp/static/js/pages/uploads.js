/** The scripts of the pages of uploads. */

import { wireBusy } from "../uploads/busy.js";
import { wireChangeMap } from "../uploads/changeMap.js";
import { wireFilters } from "../uploads/filters.js";
import { wireSending } from "../uploads/sending.js";
import { wireSteps } from "../uploads/steps.js";
import { wireWatching } from "../uploads/watching.js";

wireSending();
wireWatching();
wireBusy();
wireFilters();
wireSteps();
wireChangeMap();

/** The map page beside its map: wires the parts together in the order they depend on each other. */

import { wireCard } from "./card.js";
import { wireDrawer } from "./drawer.js";
import { wireFilters } from "./filters.js";
import { wireLinks } from "./links.js";
import { wireList } from "./list.js";
import { wireMonths } from "./months.js";
import { wirePanels } from "./panels.js";
import { wirePicker } from "./picker.js";
import { wirePresentation } from "./present.js";
import { wireRange } from "./range.js";
import { wireReady } from "./ready.js";
import { wireSheet } from "./sheet.js";

wireReady();
wireLinks();
wireFilters();
wireRange();
wirePicker();
wireDrawer();
wireSheet();
wireMonths();
wireList();
wirePanels();
wireCard();
wirePresentation();

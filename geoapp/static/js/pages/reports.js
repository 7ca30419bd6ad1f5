/** The scripts of the pages of monthly reports. */

import { wireChecks } from "../reports/checks.js";
import { wireKeys } from "../reports/keys.js";
import { wireLeaving } from "../reports/leaving.js";
import { wirePasting } from "../reports/pasting.js";

const grid = document.getElementById("grid");
const form = document.getElementById("grid-form");
if (grid && form && form.querySelector("[data-cell]")) {
  wireKeys(grid);
  wirePasting(grid);
  wireChecks(form);
}
wireLeaving(document.querySelectorAll("#grid-form, #report-form"));

/** The script of target lists: printing one, and the form's rows. */

import { wirePrint } from "../targets/print.js";
import { wireRows } from "../targets/rows.js";
import { wireFinder } from "../targets/finder.js";

wirePrint();
if (document.getElementById("entry-rows")) {
  const rows = wireRows();
  wireFinder(rows);
  document.documentElement.dataset.ready = "";
}

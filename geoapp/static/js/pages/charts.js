/** The script of pages with charts, apart from theirs: Vega is larger than all our modules. */

import { drawCharts } from "../charts/draw.js";

export { drawCharts };

drawCharts();
// What htmx puts into a page may hold charts too.
document.addEventListener("htmx:afterSettle", drawCharts);

/** Draws each chart a page embeds as Vega-Lite; expressions are interpreted, for eval is forbidden. */

import embed from "vega-embed";
import { expressionInterpreter } from "vega-interpreter";

import { refusingLoader } from "./loader.js";

const OPTIONS = {
  mode: "vega-lite",
  renderer: "svg",
  actions: false,
  defaultStyle: false,
  tooltip: false,
  ast: true,
  expr: expressionInterpreter,
  loader: refusingLoader,
};
const drawn = new Map();

/** Draw what is not drawn yet, and let go of what has left the page. */
export async function drawCharts() {
  for (const [figure, chart] of drawn) if (!figure.isConnected) forget(figure, chart);
  await fontsOf(document);
  for (const figure of document.querySelectorAll("[data-chart]")) {
    if (!drawn.has(figure)) await draw(figure);
  }
}

function forget(figure, chart) {
  drawn.delete(figure);
  chart?.finalize();
}

/** Words are measured while a chart is laid out, so their faces must be there before. */
async function fontsOf({ fonts }) {
  const faces = ["400 13px", "600 15px"].map((size) => fonts.load(`${size} "Be Vietnam Pro"`, "Kế hoạch 68%"));
  await Promise.allSettled([...faces, fonts.load("400 13px GeoFig", "100%")]);
}

async function draw(figure) {
  drawn.set(figure, null);
  try {
    const spec = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    drawn.set(figure, await embed(figure.querySelector(".chart-drawing"), spec, OPTIONS));
  } catch (error) {
    // The same figures stand in the table.
    figure.querySelector("details").open = true;
    console.error(error);
  }
}

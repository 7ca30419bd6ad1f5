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
let drawing = Promise.resolve();

/** Draw what is not drawn yet, and let go of what has left the page. */
export function drawCharts() {
  // One after the other: whoever waits finds drawn what an earlier call began.
  drawing = drawing.then(drawAll, drawAll);
  return drawing;
}

async function drawAll() {
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
  const place = figure.querySelector(".chart-drawing");
  try {
    const spec = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    spec.params = [{ name: "narrow", value: isNarrow(place) }];
    const heights = { wide: spec.height, narrow: spec.usermeta?.narrow_height ?? spec.height };
    spec.height = heights[isNarrow(place) ? "narrow" : "wide"];
    const chart = await embed(place, spec, OPTIONS);
    drawn.set(figure, chart);
    new ResizeObserver(() => resize(place, chart.view, heights)).observe(place);
  } catch (error) {
    // The same figures stand in the table.
    figure.querySelector("details").open = true;
    console.error(error);
  }
}

/** Words are broken as `charts/chart.py` does for paper. */
function isNarrow(place) {
  return place.clientWidth < 420;
}

function resize(place, view, heights) {
  if (!place.isConnected) return;
  const narrow = isNarrow(place);
  view.signal("narrow", narrow).signal("height", heights[narrow ? "narrow" : "wide"]);
  view.signal("width", place.clientWidth).resize().runAsync();
}

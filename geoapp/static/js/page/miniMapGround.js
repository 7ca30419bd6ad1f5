/** The ground of small maps: sea, land, communes around, a bar of scale. */

import { config } from "./config.js";
import { metresPerPixel, outline } from "./miniMapFrame.js";
import { element } from "./svg.js";

export const WIDTH = 400;
export const HEIGHT = 300;
const asked = new Map();

/** Read GeoJSON; maps of one page that need the same ask once. */
export function read(url) {
  if (!asked.has(url)) asked.set(url, ask(url));
  return asked.get(url);
}

async function ask(url) {
  const answer = await fetch(url, { headers: { accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

const layer = (kind) => config.layers?.find((one) => one.kind === kind);
const areaStyle = (value) => layer("areas")?.themes[0].classes.find((one) => one.value === value) ?? {};

function paint(svg, frame, features, style, extra = {}) {
  for (const { geometry } of features) {
    if (!geometry) continue;
    svg.append(
      element("path", {
        d: outline(geometry, frame),
        fill: style.fill ?? "none",
        stroke: style.edge ?? "none",
        "stroke-width": style.edge_width ?? 1,
        "stroke-linejoin": "round",
        ...extra,
      }),
    );
  }
}

/** Draw the ground of a frame; `own` are the areas to stand out, by `level:CODE@DATE`. */
export async function drawGround(svg, frame, areas, own = new Set()) {
  const around = `${areas}?level=commune&limit=200&bbox=${frame.bbox.map((degree) => degree.toFixed(4)).join(",")}`;
  const ground = layer("basemap-offline")?.source?.url;
  const [units, land] = await Promise.all([read(around), ground ? read(ground) : { features: [] }]);
  const ours = units.features.filter((unit) => own.has(unit.id));
  const basemap = layer("basemap-offline");
  svg.append(element("rect", { width: WIDTH, height: HEIGHT, fill: basemap?.background ?? "#D3E2EA" }));
  paint(svg, frame, land.features, basemap?.style ?? {});
  paint(svg, frame, units.features, areaStyle("faded"), { "stroke-dasharray": "1 3", "stroke-linecap": "round" });
  paint(svg, frame, ours, { edge: "#FFFFFF", edge_width: areaStyle("selected").glow });
  paint(svg, frame, ours, areaStyle("selected"), { "stroke-width": 2 });
}

/** A round length that takes at most a quarter of the picture. */
export function drawScale(svg, frame) {
  const most = (metresPerPixel(frame) * WIDTH) / 4;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = [5, 2, 1].map((step) => step * power).find((metres) => metres <= most);
  const width = length / metresPerPixel(frame);
  const words = length >= 1000 ? `${length / 1000} km` : `${length} m`;
  svg.append(
    element("path", {
      d: `M14 ${HEIGHT - 20}v6h${width}v-6`,
      fill: "none",
      stroke: "#17232E",
      "stroke-width": 1.5,
    }),
    element("text", { x: 14 + width + 6, y: HEIGHT - 12, class: "mini-map-words" }, words),
  );
}

export const sheet = () =>
  element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", focusable: "false" });

/** The small map of a project page: its place, how well it is known, and the units around it. */

import { config, text } from "./config.js";
import { framed, metresPerPixel, outline } from "./miniMapFrame.js";
import { drawProject } from "./miniMapProject.js";
import { element } from "./svg.js";

const box = document.querySelector(".mini-map");
const WIDTH = 400;
const HEIGHT = 300;

async function read(url) {
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

function paintGround(svg, frame, land, units, own) {
  const basemap = layer("basemap-offline");
  svg.append(element("rect", { width: WIDTH, height: HEIGHT, fill: basemap?.background ?? "#D3E2EA" }));
  paint(svg, frame, land, basemap?.style ?? {});
  paint(svg, frame, units, areaStyle("faded"), { "stroke-dasharray": "1 3", "stroke-linecap": "round" });
  paint(svg, frame, own, { edge: "#FFFFFF", edge_width: areaStyle("selected").glow });
  paint(svg, frame, own, areaStyle("selected"), { "stroke-width": 2 });
}

/** A round length that takes at most a quarter of the picture. */
function scaleBar(svg, frame) {
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

async function draw() {
  const project = await read(box.dataset.items);
  const frame = framed(project, WIDTH, HEIGHT);
  const around = `${box.dataset.areas}?level=commune&limit=200&bbox=${frame.bbox.map((degree) => degree.toFixed(4)).join(",")}`;
  const ground = layer("basemap-offline")?.source?.url;
  const [units, land] = await Promise.all([read(around), ground ? read(ground) : { features: [] }]);
  const own = new Set((project.properties.areas ?? []).map((one) => one.area));
  const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true", focusable: "false" });
  paintGround(
    svg,
    frame,
    land.features,
    units.features,
    units.features.filter((unit) => own.has(unit.id)),
  );
  drawProject(svg, frame, project);
  scaleBar(svg, frame);
  box.replaceChildren(svg);
}

if (box) {
  draw().catch(() => {
    box.textContent = text("minimap.failed");
  });
}

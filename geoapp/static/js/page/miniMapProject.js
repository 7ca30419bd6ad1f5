/** The project on its small map: line or footprint, ring of accuracy, symbol, as the large map draws them. */

import { config, text } from "./config.js";
import { metresPerPixel, outline, toPixel } from "./miniMapFrame.js";
import { element } from "./svg.js";

const SYMBOL = 34;
const locale = config.lang === "vi" ? "vi-VN" : "en-GB";

function styleOf(schedule) {
  const classes = config.themes?.schedule?.classes ?? [];
  return classes.find((one) => one.value === (schedule ?? "none")) ?? {};
}

function drawLine(svg, d, style) {
  const line = { d, fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" };
  svg.append(element("path", { ...line, stroke: style.ink, "stroke-width": 8 }));
  svg.append(element("path", { ...line, stroke: style.fill, "stroke-width": 5.5 }));
  if (style.line === "ticks")
    svg.append(
      element("path", {
        ...line,
        "stroke-linecap": "butt",
        stroke: "#fff",
        "stroke-width": 5.5,
        "stroke-dasharray": "1.8 6",
      }),
    );
  if (style.line === "core") svg.append(element("path", { ...line, stroke: style.ink, "stroke-width": 1.5 }));
  if (style.line === "dashed")
    svg.append(element("path", { ...line, stroke: style.ink, "stroke-width": 1.5, "stroke-dasharray": "2 5" }));
}

function drawArea(svg, d, style, schematic) {
  const hatched = style.area === "hatch";
  svg.append(
    element("path", {
      d,
      fill: hatched ? `url(#hatch-schedule-${style.value})` : style.fill,
      "fill-opacity": hatched ? 1 : (style.opacity ?? 0.4),
      stroke: style.edge ?? style.ink,
      "stroke-width": 2.2,
      "stroke-dasharray": schematic || style.edge_line === "dashed" ? "5 4" : "none",
    }),
  );
}

function drawAccuracy(svg, [x, y], metres, frame) {
  const r = metres / metresPerPixel(frame);
  svg.append(
    element("circle", {
      cx: x,
      cy: y,
      r,
      fill: "#17232E",
      "fill-opacity": 0.06,
      stroke: "#17232E",
      "stroke-width": 1.5,
      "stroke-dasharray": "5 4",
    }),
    element(
      "text",
      { x: Math.min(x + r * 0.72 + 6, 320), y: Math.max(16, y - r * 0.72), class: "mini-map-words" },
      text("minimap.accuracy", { distance: `${metres.toLocaleString(locale)} m` }),
    ),
  );
}

function drawSymbol(svg, [x, y], { schedule, sector, kind }, style) {
  const half = SYMBOL / 2;
  const glyph = config.glyphs?.[kind] ?? sector;
  svg.append(
    element("use", {
      href: `#shape-schedule-${schedule ?? "none"}`,
      x: x - half,
      y: y - half,
      width: SYMBOL,
      height: SYMBOL,
    }),
    element("use", {
      href: `#glyph-${glyph}`,
      x: x - 8,
      y: y - 8,
      width: 16,
      height: 16,
      color: style.glyph_color,
    }),
  );
}

export function drawProject(svg, frame, { geometry, properties }) {
  const style = styleOf(properties.schedule);
  const d = outline(geometry, frame);
  const middle = toPixel(geometry.type === "Point" ? geometry.coordinates : frame.middle, frame);
  if (properties.accuracy_m) drawAccuracy(svg, middle, properties.accuracy_m, frame);
  if (geometry.type.includes("Polygon")) drawArea(svg, d, style, properties.position === "schematic");
  else if (d) drawLine(svg, d, style);
  if (!geometry.type.includes("Line")) drawSymbol(svg, middle, properties, style);
}

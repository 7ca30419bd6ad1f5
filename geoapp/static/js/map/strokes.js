/** Lines and areas of projects, drawn as their class in the layer file says. */

import { hatch } from "./hatch.js";

const DASHES = { dashed: [5, 4], dotted: [1, 3], solid: [] };
const NOT_SURVEYED = [7, 4];

/**
 * @param {CanvasRenderingContext2D} context with the line's path traced
 * @param {object} entry class of the layer file
 */
export function strokeLine(context, entry, scale) {
  const pass = (colour, width, dash = [], cap = "round") => {
    context.strokeStyle = colour;
    context.lineWidth = width * scale;
    context.lineCap = cap;
    context.setLineDash(dash.map((part) => part * scale));
    context.stroke();
  };
  context.lineJoin = "round";
  pass(entry.ink, 7.5);
  pass(entry.fill, entry.line === "dashed" ? 4 : 5);
  if (entry.line === "core") pass(entry.ink, 1.4);
  if (entry.line === "ticks") pass("#FFFFFF", 5, [1.8, 6], "butt");
  if (entry.line === "dashed") pass(entry.ink, 1.5, [2, 5]);
  context.setLineDash([]);
}

/** @param {{left: number, top: number}} place of the canvas in the world, in pixels */
export function fillArea(context, entry, scale, place, schematic) {
  if (entry.area === "hatch") {
    context.fillStyle = hatch(context, entry.fill, place.left, place.top, scale);
    context.fill("evenodd");
  } else {
    context.globalAlpha = entry.area === "none" ? 0.55 : entry.opacity;
    context.fillStyle = entry.area === "none" ? "#FFFFFF" : entry.fill;
    context.fill("evenodd");
    context.globalAlpha = 1;
  }
  strokeEdge(context, entry, scale, schematic ? NOT_SURVEYED : DASHES[entry.edge_line]);
}

export function strokeEdge(context, entry, scale, dash = DASHES[entry.edge_line] ?? []) {
  context.lineJoin = "round";
  if (entry.glow) {
    context.globalAlpha = 0.9;
    context.strokeStyle = "#FFFFFF";
    context.lineWidth = entry.glow * scale;
    context.stroke();
    context.globalAlpha = 1;
  }
  context.lineCap = entry.edge_line === "dotted" ? "round" : "butt";
  context.strokeStyle = entry.edge;
  context.lineWidth = entry.edge_width * scale;
  context.setLineDash(dash.map((part) => part * scale));
  context.stroke();
  context.setLineDash([]);
}

/** The list of basemaps and overlays that the viewer turns on and off. */

import { text } from "../page/config.js";
import { glyph, html } from "./dom.js";

const PICKED = new Set(["overlay", "labels", "insets", "sea", "tiles"]);

/**
 * @param {HTMLElement} element left empty when there is nothing to choose
 * @param {(layer: object, visible: boolean) => void} turn called for every change
 */
export function buildLayerSwitch(element, layers, turn) {
  const bases = layers.filter((layer) => layer.base);
  const extras = layers.filter((layer) => !layer.base && PICKED.has(layer.kind));
  if (bases.length < 2 && !extras.length) return;
  const list = html(
    "details",
    { class: "layers" },
    html("summary", { class: "legend-head" }, glyph("layers", 18), text("map.layers")),
  );
  if (bases.length > 1)
    list.append(group(text("map.basemap"), bases, "radio", (layer) => chooseBase(bases, layer, turn)));
  if (extras.length) list.append(group(text("map.overlays"), extras, "checkbox", turn));
  element.replaceChildren(list);
}

function group(title, layers, type, turn) {
  const set = html("fieldset", { class: "layer-group" }, html("legend", {}, title));
  for (const layer of layers) {
    const name = type === "radio" ? "basemap" : `layer-${layer.id}`;
    const input = html("input", { type, name, value: layer.id, form: "map-layers" });
    input.checked = layer.visible;
    input.addEventListener("change", () => turn(layer, input.checked));
    set.append(html("label", { class: "layer-option" }, input, html("span", {}, layer.title)));
  }
  return set;
}

function chooseBase(bases, chosen, turn) {
  for (const layer of bases) if (layer !== chosen && layer.visible) turn(layer, false);
  turn(chosen, true);
}

/** The button on the map behind which basemaps and overlays are turned on and off. */

import { text } from "../page/config.js";
import { glyph, html } from "./dom.js";

const PICKED = new Set(["overlay", "labels", "insets", "sea", "tiles"]);

/**
 * Add the button when there is anything to choose.
 * @param {(layer: object, visible: boolean) => void} turn called for every change
 */
export function addLayerSwitch(map, layers, turn) {
  const bases = layers.filter((layer) => layer.base);
  const extras = layers.filter((layer) => !layer.base && PICKED.has(layer.kind));
  if (bases.length < 2 && !extras.length) return;
  const panel = html("div", { class: "layer-panel float", id: "layer-panel", hidden: true });
  if (bases.length > 1) panel.append(basemaps(bases, turn));
  if (extras.length) panel.append(group(text("map.overlays"), extras, "checkbox", turn));
  const control = new L.Control({ position: "topright" });
  control.onAdd = () => holder(panel);
  control.addTo(map);
}

function holder(panel) {
  const words = text("map.layers");
  const button = html(
    "a",
    {
      href: "#",
      role: "button",
      "aria-expanded": "false",
      "aria-controls": panel.id,
      title: words,
      "aria-label": words,
    },
    glyph("layers"),
  );
  const bar = html("div", { class: "leaflet-bar leaflet-control layer-control" }, button, panel);
  L.DomEvent.disableClickPropagation(bar);
  L.DomEvent.disableScrollPropagation(bar);
  openAndClose(bar, button, panel);
  return bar;
}

function basemaps(bases, turn) {
  const choose = (chosen) => {
    for (const layer of bases) if (layer !== chosen && layer.visible) turn(layer, false);
    turn(chosen, true);
  };
  return group(text("map.basemap"), bases, "radio", choose);
}

function group(title, layers, type, turn) {
  const set = html("fieldset", { class: "layer-group" }, html("legend", {}, title));
  for (const layer of layers) {
    const input = html("input", { type, name: type === "radio" ? "basemap" : `layer-${layer.id}`, value: layer.id });
    input.checked = layer.visible;
    input.addEventListener("change", () => turn(layer, input.checked));
    set.append(html("label", { class: "layer-option" }, input, html("span", {}, layer.title)));
  }
  return set;
}

function openAndClose(bar, button, panel) {
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  button.addEventListener("click", (event) => {
    event.preventDefault();
    show(panel.hidden);
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    show(panel.hidden);
  });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    event.preventDefault();
    show(false);
    button.focus();
  });
  document.addEventListener("pointerdown", (event) => {
    if (!bar.contains(event.target)) show(false);
  });
}

/** Overlays, seas and picture tiles that layer files describe, shown and hidden on the map. */

import { config, text } from "../page/config.js";
import { number } from "./numbers.js";
import { html } from "./dom.js";
import { classOfValue } from "./themes.js";

const DASHES = { dashed: "6 5", dotted: "1 4", solid: null };
/** So many features of an overlay can be reached with the Tab key; more would bar the way. */
const REACHABLE = 60;

export class FileLayers {
  #map;
  #pane;
  #drawn = new Map();

  constructor(map, pane) {
    this.#map = map;
    this.#pane = pane;
  }

  /** Show or hide one layer; resolves when it is drawn. */
  async turn(layer, visible) {
    layer.visible = visible;
    if (layer.kind === "tiles") return this.#turnTiles(layer, visible);
    if (!visible) return this.#drawn.get(layer.id)?.remove();
    if (layer.kind === "overlay" && !this.#drawn.has(layer.id)) this.#drawn.set(layer.id, await this.#load(layer));
    if (layer.kind === "sea") this.#drawn.set(layer.id, this.#seas(layer));
    if (layer.visible) this.#drawn.get(layer.id)?.addTo(this.#map);
    return undefined;
  }

  #turnTiles(layer, visible) {
    const tiles = window[layer.source.variable];
    if (visible) tiles?.addTo(this.#map);
    else tiles?.remove();
  }

  async #load(layer) {
    const answer = await fetch(layer.source.url);
    if (!answer.ok) throw new Error(`${layer.source.url}: ${answer.status}`);
    const data = await answer.json();
    const drawn = L.geoJSON(data, {
      pane: this.#pane,
      renderer: L.svg({ pane: this.#pane, padding: 0.4 }),
      attribution: layer.attribution?.text,
      style: (feature) => styleOf(layer, feature.properties),
      pointToLayer: (feature, latlng) => L.circleMarker(latlng, { radius: 7 }),
      onEachFeature: (feature, part) => this.#explain(layer, feature, part),
    });
    drawn.on("add", () => makeReachable(drawn, layer));
    return drawn;
  }

  #explain(layer, { properties }, part) {
    if (layer.popup?.length) part.bindPopup(() => popupOf(layer, properties), { maxWidth: 280 });
  }

  #seas(layer) {
    const areas = layer.seas.map(({ polygon, fill, edge, edge_line: line }) =>
      L.polygon(turned(polygon), {
        pane: this.#pane,
        interactive: false,
        color: edge,
        weight: 1.5,
        dashArray: DASHES[line],
        fill: Boolean(fill),
        fillColor: fill ?? undefined,
        fillOpacity: 0.35,
      }),
    );
    return L.layerGroup(areas);
  }
}

/** Longitude first becomes latitude first, as Leaflet wants it. */
const turned = (positions) => positions.map(([lon, lat]) => [lat, lon]);

function styleOf(layer, properties) {
  const [theme] = layer.themes ?? [];
  const entry = theme ? classOfValue(theme.classes, properties[theme.attribute]) : layer.style;
  if (!entry) return {};
  const hatched = entry.area === "hatch";
  return {
    color: entry.edge,
    weight: entry.edge_width,
    dashArray: DASHES[entry.edge_line],
    fill: entry.area !== "none",
    fillColor: hatched ? `url(#hatch-${entry.fill.slice(1)})` : entry.fill,
    fillOpacity: hatched ? 1 : entry.opacity,
  };
}

/** A popup of named values, each written as text. */
function popupOf(layer, properties) {
  const list = html("dl", { class: "map-popup-facts" });
  for (const { attribute, label, format } of layer.popup) {
    list.append(html("dt", {}, label), html("dd", {}, formatted(properties[attribute], format)));
  }
  return html("div", { class: "map-popup" }, html("strong", {}, layer.title), list);
}

const DAY = new Intl.DateTimeFormat(config.lang === "vi" ? "vi-VN" : "en-GB", {
  day: "2-digit",
  month: "2-digit",
  year: "numeric",
  timeZone: "UTC",
});

const FORMATS = {
  number: (value) => number(value, 2),
  percent: (value) => `${number(value, 1)}%`,
  length: (value) => `${number(value, 2)}\u00a0m`,
  area: (value) => `${number(value, 2)}\u00a0ha`,
  money: (value) => `${number(value / 1e9, 1)}\u00a0${text("map.billion.dong")}`,
  date: (value) => DAY.format(new Date(value)),
};

function formatted(value, format) {
  if (value === null || value === undefined || value === "") return text("map.unknown");
  const fits = format === "date" ? !Number.isNaN(Date.parse(value)) : typeof value === "number";
  return fits && FORMATS[format] ? FORMATS[format](value) : String(value);
}

function makeReachable(drawn, layer) {
  if (!layer.popup?.length) return;
  drawn
    .getLayers()
    .slice(0, REACHABLE)
    .forEach((part) => {
      const element = part.getElement?.();
      if (!element) return;
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", layer.title);
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter") part.openPopup();
      });
    });
}

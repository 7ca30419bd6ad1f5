/** The map of an upload: every place before and after, in step with the list of rows. */

import { config, text } from "../page/config.js";
import { drawGround } from "./ground.js";
import { LOOKS, lookOf, middleOf, moveLine } from "./moves.js";

const box = document.getElementById("change-map");
const locale = config.lang === "vi" ? "vi-VN" : "en-GB";
const number = (count) => count.toLocaleString(locale);
const metres = (length) =>
  length >= 10000
    ? `${(length / 1000).toLocaleString(locale, { maximumFractionDigits: 1 })} km`
    : `${Math.round(length).toLocaleString(locale)} m`;

class ChangeMap {
  #rows = new Map();
  #chosen = null;

  constructor() {
    const { L } = window;
    const [west, south, east, north] = config.home;
    this.still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(box, {
      attributionControl: false,
      zoomSnap: 0.25,
      maxZoom: 18,
      zoomAnimation: !this.still,
      fadeAnimation: false,
      renderer: L.canvas({ tolerance: 8, padding: 0.3 }),
    });
    this.map.zoomControl.setPosition("topright");
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(this.map);
    this.map.fitBounds([[south, west], [north, east]], { animate: false });
    new ResizeObserver(() => this.map.invalidateSize({ pan: false })).observe(box);
  }

  /** Draw what the server tells; returns how many rows that are of how many. */
  async load() {
    const answer = await fetch(box.dataset.url, { headers: { accept: "application/geo+json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const { features, numberMatched, numberReturned } = await answer.json();
    for (const feature of features) {
      if (feature.properties.role === "fault") this.#drawFault(feature);
      else this.#keep(feature);
    }
    for (const [code, row] of this.#rows) this.#drawRow(code, row);
    this.#fit([...this.#rows.values()].map(({ group }) => group));
    return { numberMatched, numberReturned };
  }

  #keep(feature) {
    const { code, role } = feature.properties;
    const row = this.#rows.get(code) ?? { properties: feature.properties };
    row[role] = feature;
    this.#rows.set(code, row);
  }

  #drawRow(code, row) {
    const { L } = window;
    row.group = L.featureGroup().addTo(this.map);
    row.layers = {};
    for (const role of ["old", "new"]) {
      if (!row[role]) continue;
      row.layers[role] = L.geoJSON(row[role], {
        style: LOOKS[role],
        pointToLayer: (_, place) => L.circleMarker(place, { ...LOOKS[role], ...LOOKS.point }),
      });
    }
    if (row.old && row.new) row.layers.move = moveLine(L, middleOf(row.old.geometry), middleOf(row.new.geometry));
    for (const layer of Object.values(row.layers)) layer.addTo(row.group);
    this.#paint(code, false);
    row.group.on("click", () => document.dispatchEvent(new CustomEvent("upload:place", { detail: { code } })));
  }

  #drawFault({ geometry, properties }) {
    const { L } = window;
    const [lon, lat] = geometry.coordinates;
    const words = document.createElement("span");
    words.textContent = `${properties.code ?? ""} ${properties.message}`.trim();
    L.circleMarker([lat, lon], LOOKS.fault).addTo(this.map).bindTooltip(words);
  }

  #fit(groups, options = {}) {
    const { L } = window;
    const bounds = L.latLngBounds([]);
    for (const group of groups) if (group) bounds.extend(group.getBounds());
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [36, 36], maxZoom: 15, animate: false, ...options });
  }

  /** Show one row's move and say it in words; false where it is not drawn. */
  choose(code) {
    const row = this.#rows.get(code);
    this.#paint(this.#chosen, false);
    this.#chosen = row ? code : null;
    if (!row) return false;
    this.#paint(code, true);
    this.#fit([row.group], { animate: !this.still });
    box.dataset.chosen = code;
    return true;
  }

  #paint(code, is) {
    const row = this.#rows.get(code);
    if (!row) return;
    for (const [role, layer] of Object.entries(row.layers)) {
      if (layer.eachLayer) layer.eachLayer((part) => part.setStyle(lookOf(part, role, is)));
      else layer.setStyle(lookOf(layer, role, is));
    }
    if (is) row.group.bringToFront();
  }

  /** What moves, in words. */
  words(code) {
    const { name, moved_m: moved, outcome } = this.#rows.get(code).properties;
    if (outcome === "added") return text("upload.map.added", { name: name ?? code });
    if (moved === null) return text("upload.map.drawn", { name: name ?? code });
    return text("upload.map.moved", { name: name ?? code, distance: metres(moved) });
  }
}

function sayCount({ numberMatched, numberReturned }) {
  document.getElementById("map-count").textContent =
    numberMatched > numberReturned
      ? text("upload.map.some", { some: number(numberReturned), all: number(numberMatched) })
      : text("upload.map.all", { all: number(numberMatched) });
}

function markRow(code) {
  for (const row of document.querySelectorAll("#rows .row[data-code]")) {
    row.classList.toggle("is-chosen", row.dataset.code === code);
    if (row.dataset.code === code) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function choose(map, code) {
  const drawn = map.choose(code);
  document.getElementById("map-said").textContent = drawn ? map.words(code) : text("upload.map.none");
  if (drawn) markRow(code);
}

/** A place on the map leads to its row; one that is on another page is asked for alone. */
function showRow(code) {
  const here = document.querySelector(`#rows .row[data-code="${CSS.escape(code)}"]`);
  if (here) return here.scrollIntoView({ block: "nearest" });
  const address = new URL(document.getElementById("rows").dataset.url, location.href);
  address.searchParams.set("code", code);
  return window.htmx.ajax("GET", address.pathname + address.search, { target: "#rows", swap: "outerHTML" });
}

function wire(map) {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    const row = event.target.closest("#rows .row[data-on-map]");
    if (button) {
      choose(map, button.dataset.show);
      box.scrollIntoView({ block: "nearest" });
    } else if (row && !event.target.closest("a")) choose(map, row.dataset.code);
  });
  document.addEventListener("upload:place", async ({ detail: { code } }) => {
    await showRow(code);
    choose(map, code);
  });
}

export async function wireChangeMap() {
  if (!box) return;
  const map = new ChangeMap();
  wire(map);
  try {
    const [told] = await Promise.all([map.load(), drawGround(map.map)]);
    sayCount(told);
    box.dataset.drawn = told.numberReturned;
  } catch {
    document.getElementById("map-said").textContent = text("minimap.failed");
  }
}

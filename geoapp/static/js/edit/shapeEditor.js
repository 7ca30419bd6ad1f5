/** Drawing and moving one project's geometry on the map: by pointer, by touch, by arrow keys. */

import { html } from "../map/dom.js";
import { text } from "../page/config.js";
import { LEAST, copyOf } from "./places.js";

/** More handles than this hide what they are for; such outlines are edited as coordinates. */
const MOST_HANDLES = 400;
const STEP_PX = 4;
const LONG_STEP_PX = 24;
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEW = { color: "#14344C", weight: 3, fillColor: "#14344C", fillOpacity: 0.15, interactive: false };
const OLD = { color: "#5F6C77", weight: 2.2, dashArray: "5 4", fill: false, interactive: false };

const toLatLng = ([lon, lat]) => L.latLng(lat, lon);
const toPair = ({ lat, lng }) => [lng, lat];
const ringsOf = (rings) => rings.map((ring) => ring.map(toLatLng));

export class ShapeEditor {
  form = "none";
  parts = [];
  /** True while clicks on the map add positions. */
  drawing = false;
  #map;
  #layer;
  #changed;
  #lines = [];

  /** @param {() => void} changed called after every change by hand */
  constructor(map, changed) {
    this.#map = map;
    this.#changed = changed;
    this.#layer = L.layerGroup().addTo(map);
    map.on("click", ({ latlng }) => this.#click(toPair(latlng.wrap())));
  }

  /** Show where the project was when the form was opened. */
  showOld(form, parts) {
    for (const part of parts) {
      const rings = ringsOf(part);
      const drawn = {
        point: () => L.circleMarker(rings[0][0], { ...OLD, radius: 8 }),
        line: () => L.polyline(rings[0], OLD),
        area: () => L.polygon(rings, OLD),
      };
      drawn[form]?.().addTo(this.#map);
    }
  }

  set(form, parts, { drawing = false } = {}) {
    Object.assign(this, { form, parts: copyOf(parts), drawing });
    this.#map.getContainer().classList.toggle("is-drawing", drawing || form === "point");
    this.#draw();
  }

  startAnew(form = this.form) {
    this.set(form, [], { drawing: form === "line" || form === "area" });
    this.#changed();
  }

  finish() {
    this.set(this.form, this.parts);
    this.#changed();
  }

  takeBack() {
    this.parts[0]?.[0].pop();
    this.#draw();
    this.#changed();
  }

  #click(pair) {
    if (this.form === "none") this.form = "point";
    if (this.form === "point") this.parts = [[[pair]]];
    else if (this.drawing) this.parts = [[[...(this.parts[0]?.[0] ?? []), pair]]];
    else return;
    this.#draw();
    this.#changed();
  }

  #draw() {
    this.#layer.clearLayers();
    this.#lines = this.parts.map((rings) => this.#outline(rings)).filter(Boolean);
    const count = this.parts.flat(2).length;
    if (count > MOST_HANDLES) return;
    this.parts.forEach((rings, part) =>
      rings.forEach((ring, at) => ring.forEach((_, i) => this.#handle({ part, at, i }))),
    );
    if (this.drawing || this.form === "point") return;
    this.parts.forEach((rings, part) => rings.forEach((ring, at) => this.#middles(ring, { part, at })));
  }

  #outline(rings) {
    if (this.form === "line" || (this.drawing && rings[0].length < LEAST.area))
      return L.polyline(ringsOf(rings)[0], NEW).addTo(this.#layer);
    return this.form === "area" ? L.polygon(ringsOf(rings), NEW).addTo(this.#layer) : null;
  }

  #redrawLine(part) {
    const rings = ringsOf(this.parts[part]);
    this.#lines[part]?.setLatLngs(this.form === "line" ? rings[0] : rings);
  }

  #ring({ part, at }) {
    return this.parts[part][at];
  }

  #handle(spot) {
    const ring = this.#ring(spot);
    const isPoint = this.form === "point";
    const words = isPoint
      ? text("edit.point")
      : text("edit.vertex", { n: spot.i + 1, all: ring.length });
    const marker = this.#marker(ring[spot.i], isPoint ? "is-point" : "is-vertex", words);
    marker.on("drag", () => this.#move(spot, toPair(marker.getLatLng())));
    marker.on("dragend", () => this.#settle());
    marker.on("dblclick", () => this.#remove(spot));
    marker.on("click", (event) => {
      if (this.drawing && spot.i === 0 && ring.length >= LEAST[this.form]) this.finish();
      L.DomEvent.stop(event);
    });
    marker.getElement().addEventListener("keydown", (event) => this.#press(event, spot, marker));
  }

  #middles(ring, { part, at }) {
    const last = this.form === "area" ? ring.length : ring.length - 1;
    for (let i = 0; i < last; i += 1) {
      const [one, other] = [ring[i], ring[(i + 1) % ring.length]];
      const pair = [(one[0] + other[0]) / 2, (one[1] + other[1]) / 2];
      const spot = { part, at, i: i + 1 };
      const marker = this.#marker(pair, "is-middle", text("edit.middle"));
      const insert = () => this.#ring(spot).splice(spot.i, 0, toPair(marker.getLatLng()));
      marker.on("dragstart", insert);
      marker.on("drag", () => this.#move(spot, toPair(marker.getLatLng())));
      marker.on("dragend", () => this.#settle());
      marker.on("click", (event) => {
        L.DomEvent.stop(event);
        insert();
        this.#settle();
      });
    }
  }

  #marker(pair, kind, words) {
    const icon = L.divIcon({ html: html("span", { class: `edit-handle ${kind}` }), className: "edit-spot", iconSize: [28, 28] });
    const marker = L.marker(toLatLng(pair), { icon, draggable: true, autoPan: true, title: words, alt: words });
    marker.addTo(this.#layer);
    marker.getElement().setAttribute("aria-label", words);
    return marker;
  }

  #move(spot, pair) {
    this.#ring(spot)[spot.i] = pair;
    this.#redrawLine(spot.part);
  }

  #settle(focus = null) {
    this.#draw();
    this.#changed();
    if (focus !== null) this.#map.getContainer().querySelectorAll(".edit-spot:has(.is-vertex, .is-point)")[focus]?.focus();
  }

  #remove(spot) {
    const ring = this.#ring(spot);
    if (this.form === "point" || ring.length <= LEAST[this.form]) return;
    ring.splice(spot.i, 1);
    this.#settle();
  }

  #press(event, spot, marker) {
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      this.#remove(spot);
      return;
    }
    const way = ARROWS[event.key];
    if (!way) return;
    event.preventDefault();
    event.stopPropagation();
    const step = event.shiftKey ? LONG_STEP_PX : STEP_PX;
    const from = this.#map.latLngToContainerPoint(marker.getLatLng());
    const to = this.#map.containerPointToLatLng(from.add([way[0] * step, way[1] * step]));
    marker.setLatLng(to);
    this.#move(spot, toPair(to));
    this.#changed();
  }
}

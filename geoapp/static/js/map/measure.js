/** Measuring on the map: click or Enter adds a point, Escape ends; length, and area from three points. */

import { text } from "../page/config.js";
import { glyph, html, svg } from "./dom.js";
import { areaOf, lengthOf } from "./geodesy.js";
import { layerPoint, unitPoint } from "./mercator.js";
import { number } from "./numbers.js";

const METRES = 1000;
const SQUARE_METRES_HA = 1e4;
const HECTARES_KM2 = 1000;

/** "850 m" or "12,4 km". */
export const lengthWords = (metres) =>
  metres < METRES ? `${number(metres)}\u00a0m` : `${number(metres / METRES, metres < 1e5 ? 2 : 0)}\u00a0km`;

/** "3,2 ha" or "12 km²". */
export function areaWords(squareMetres) {
  const hectares = squareMetres / SQUARE_METRES_HA;
  return hectares < HECTARES_KM2 ? `${number(hectares, 2)}\u00a0ha` : `${number(hectares / 100, 2)}\u00a0km²`;
}

export class Measure {
  #map;
  #drawing;
  #button;
  #panel;
  #words = html("p", { class: "measure-words", role: "status" });
  #points = [];

  constructor(map, pane, box) {
    this.#map = map;
    this.#drawing = pane.appendChild(svg("svg", { class: "map-marks", "aria-hidden": "true" }));
    pane.style.pointerEvents = "none";
    this.#button = this.#addButton();
    this.#panel = box.appendChild(this.#makePanel());
    map.on("click", ({ latlng }) => this.isOn && this.#add([latlng.lng, latlng.lat]));
    map.on("zoom viewreset", () => this.#draw());
    map.getContainer().addEventListener("keydown", (event) => this.#key(event));
  }

  get isOn() {
    return this.#button.getAttribute("aria-pressed") === "true";
  }

  #addButton() {
    const button = html(
      "a",
      {
        href: "#",
        role: "button",
        class: "map-measure",
        "aria-pressed": "false",
        title: text("map.measure"),
        "aria-label": text("map.measure"),
      },
      glyph("measure"),
    );
    button.addEventListener("click", (event) => {
      event.preventDefault();
      this.turn(!this.isOn);
    });
    const control = new L.Control({ position: "topright" });
    control.onAdd = () => {
      const bar = html("div", { class: "leaflet-bar leaflet-control" }, button);
      L.DomEvent.disableClickPropagation(bar);
      return bar;
    };
    control.addTo(this.#map);
    return button;
  }

  #makePanel() {
    const act = (key, action) => {
      const button = html("button", { type: "button", class: "measure-action" }, text(key));
      button.addEventListener("click", action);
      return button;
    };
    return html(
      "div",
      { class: "map-measure-panel float", hidden: true },
      this.#words,
      html(
        "div",
        { class: "measure-actions" },
        act("map.measure.undo", () => this.#undo()),
        act("map.measure.end", () => this.turn(false)),
      ),
    );
  }

  turn(on) {
    this.#button.setAttribute("aria-pressed", String(on));
    this.#map.getContainer().classList.toggle("is-measuring", on);
    this.#panel.hidden = !on;
    this.#points = [];
    if (on) {
      this.#map.doubleClickZoom.disable();
      this.#map.getContainer().focus({ preventScroll: true });
    } else {
      this.#map.doubleClickZoom.enable();
      this.#button.focus({ preventScroll: true });
    }
    this.#draw();
  }

  #key(event) {
    if (!this.isOn) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.turn(false);
    } else if (event.key === "Enter" && event.target === this.#map.getContainer()) {
      const { lng, lat } = this.#map.getCenter();
      this.#add([lng, lat]);
    } else if (event.key === "Backspace") this.#undo();
  }

  #add(position) {
    this.#points.push(position);
    this.#draw();
  }

  #undo() {
    this.#points.pop();
    this.#draw();
  }

  #draw() {
    const places = this.#points.map((position) => layerPoint(this.#map, unitPoint(position)));
    const path = places.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ");
    this.#drawing.replaceChildren(
      ...(places.length > 2 ? [svg("polygon", { class: "measure-area", points: path })] : []),
      svg("polyline", { class: "measure-halo", points: path }),
      svg("polyline", { class: "measure-line", points: path }),
      ...places.map(({ x, y }) => svg("circle", { class: "measure-point", cx: x, cy: y, r: 5 })),
    );
    this.#words.textContent = this.#sentence();
  }

  #sentence() {
    if (this.#points.length < 2) return text("map.measure.start");
    const length = lengthWords(lengthOf(this.#points));
    if (this.#points.length < 3) return text("map.measure.length", { length });
    return text("map.measure.both", { length, area: areaWords(areaOf(this.#points)) });
  }
}

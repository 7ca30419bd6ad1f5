/** Provinces whose projects lie wholly outside the view: said at the map's edge, one click away. */

import { text } from "../page/config.js";
import { html, svg } from "./dom.js";
import { clearOf, edgePlaces } from "./edgePlaces.js";
import { map } from "./mapShell.js";
import { number } from "./numbers.js";
import { clusterLabel, clusterSymbol } from "./symbols.js";
import { boundsOf, showBox } from "./view.js";

const FLOATS = ".map-box > .float:not(.card), .map-key > .float, .leaflet-control, .map-inset";

/** @typedef {{name: string|null, projects: number, late: number, bbox: number[]}} Share */

export class Elsewhere {
  #element;
  #symbols;
  #places = [];

  /** @param {() => {x0: number, y0: number, x1: number, y1: number}[]} symbols boxes of those in view */
  constructor(element, symbols) {
    this.#element = element;
    this.#symbols = symbols;
    element.addEventListener("click", (event) => {
      const place = this.#places[event.target.closest("button")?.dataset.place];
      if (place) showBox(map, place.bbox);
    });
  }

  /** @param {Share[]} places where the projects of the present filter lie */
  know(places) {
    this.#places = places;
    if (map._loaded) this.update();
  }

  /** Show who lies outside now; tells how many projects these are. */
  update() {
    const view = map.getBounds();
    const away = this.#places
      .map((place, index) => ({ ...place, index }))
      .filter(({ name, bbox }) => name && !view.intersects(boundsOf(bbox)));
    this.#stand(away);
    const taken = [];
    for (const [i, place] of away.entries()) taken.push(this.#settle(this.#element.children[i], place, taken));
    document.documentElement.dataset.mapElsewhere = away.reduce((sum, { projects }) => sum + projects, 0);
  }

  /** A signpost that says the same stays the same element: it may have the focus, or a finger on it. */
  #stand(away) {
    const standing = [...this.#element.children];
    const changed = standing.length !== away.length || away.some((place, i) => standing[i].title !== wordsOf(place));
    if (changed) this.#element.replaceChildren(...away.map(signpost));
    away.forEach(({ index }, i) => (this.#element.children[i].dataset.place = index));
  }

  /** Put a signpost where the way to its province leaves the map, clear of what floats there. */
  #settle(button, { bbox }, taken) {
    const size = map.getSize();
    const to = map.latLngToContainerPoint(boundsOf(bbox).getCenter());
    const box = [button.offsetWidth, button.offsetHeight];
    const hard = [...floats(), ...taken];
    const spot = clearOf(edgePlaces(size, box, to), box, hard, this.#symbols());
    button.style.left = `${Math.round(spot.x)}px`;
    button.style.top = `${Math.round(spot.y)}px`;
    const angle = Math.atan2(to.y - spot.y - box[1] / 2, to.x - spot.x - box[0] / 2);
    button.querySelector(".elsewhere-arrow").style.rotate = `${angle}rad`;
    return { x0: spot.x, y0: spot.y, x1: spot.x + box[0], y1: spot.y + box[1] };
  }
}

const wordsOf = ({ name, projects, late }) => text("map.elsewhere", { name, projects: clusterLabel(projects, late) });

function signpost(place) {
  const { name, projects, late } = place;
  const label = wordsOf(place);
  return html(
    "button",
    { type: "button", class: "float elsewhere", "aria-label": label, title: label },
    arrow(),
    html("span", { class: "elsewhere-words" }, html("b", {}, name), text("map.cluster", { n: number(projects) })),
    disc(projects, late),
  );
}

const arrow = () =>
  svg(
    "svg",
    { class: "elsewhere-arrow", viewBox: "0 0 16 16", "aria-hidden": "true" },
    svg("path", { d: "M2 8h11M8.500 3.500 13 8l-4.500 4.500" }),
  );

/** The same disc that stands for a group on the map. */
function disc(n, late) {
  const picture = clusterSymbol(n, late);
  picture.classList.add("elsewhere-disc");
  return picture;
}

/** What floats over the map already, in its pixels. */
function floats() {
  const frame = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(FLOATS)]
    .map((element) => element.getBoundingClientRect())
    .filter((over) => over.width)
    .map((over) => ({
      x0: over.left - frame.left,
      y0: over.top - frame.top,
      x1: over.right - frame.left,
      y1: over.bottom - frame.top,
    }));
}

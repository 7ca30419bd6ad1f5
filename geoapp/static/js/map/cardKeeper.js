/** Keeps the open card beside its symbol while the map and the card change. */

import { placeCard } from "./cardPlace.js";
import { oncePerFrame } from "./events.js";
import { map } from "./mapShell.js";
import { worldSize } from "./mercator.js";
import { symbolScale } from "./scale.js";

const RADIUS = 23;
const PAPER = 3;
const SYMBOL = 8;

export class CardKeeper {
  #card;
  #projects;
  #basemap;
  #held = null;

  constructor(card, projects, basemap) {
    this.#card = card;
    this.#projects = projects;
    this.#basemap = basemap;
    this.place = oncePerFrame(() => this.#place());
    new ResizeObserver(this.place).observe(card);
    new MutationObserver(this.place).observe(card, { attributes: true, attributeFilter: ["hidden"] });
    map.on("move zoomend", () => this.#follow());
    map.on("moveend", this.place);
    projects.rested = this.place;
  }

  #isOpen() {
    return map._loaded && !this.#card.hidden && this.#card.offsetWidth > 0;
  }

  /** Ride along with the map until it rests. */
  #follow() {
    if (!this.#isOpen() || !this.#held || this.#card.dataset.side === "none") return;
    const at = map.latLngToContainerPoint(this.#held.latlng);
    this.#card.style.left = `${Math.round(this.#held.left + at.x - this.#held.at.x)}px`;
    this.#card.style.top = `${Math.round(this.#held.top + at.y - this.#held.at.y)}px`;
  }

  #place() {
    this.#held = null;
    if (!this.#isOpen()) return;
    const { selection, fan } = this.#projects;
    const spot = fan.memberOf(selection.code)?.spot ?? selection.spot;
    const at = spot && map.layerPointToContainerPoint(L.point(spot.x, spot.y));
    const size = map.getSize();
    const seen = at && at.x > 0 && at.y > 0 && at.x < size.x && at.y < size.y;
    placeCard({
      card: this.#card,
      symbol: seen ? { x: at.x, y: at.y, r: RADIUS * symbolScale() } : null,
      size,
      cost: this.#cost(),
      blocked: floats(),
    });
    if (seen)
      this.#held = {
        latlng: map.containerPointToLatLng(at),
        at,
        left: this.#card.offsetLeft,
        top: this.#card.offsetTop,
      };
  }

  /** What it costs to cover a pixel: paper most, then symbols, then nothing. */
  #cost() {
    const corner = map.getPixelBounds().min;
    const world = worldSize(map.getZoom());
    const circles = this.#projects.symbols.visible.map(({ x, y, r }) => ({
      x: x * world - corner.x,
      y: y * world - corner.y,
      r: r + 8,
    }));
    return (x, y) => {
      const paper = this.#basemap.isChosen({ x: (x + corner.x) / world, y: (y + corner.y) / world });
      const covered = circles.some((circle) => Math.hypot(circle.x - x, circle.y - y) < circle.r);
      return (paper ? PAPER : 0) + (covered ? SYMBOL : 0);
    };
  }
}

/** Boxes of legend, switches and controls, which a card must not cover. */
function floats() {
  const box = map.getContainer().getBoundingClientRect();
  return [...document.querySelectorAll(".map-key > .float, .leaflet-top .leaflet-control, .map-inset, .elsewhere, .months")]
    .map((element) => element.getBoundingClientRect())
    .filter((over) => over.width > 0)
    .map((over) => ({
      x0: over.left - box.left,
      y0: over.top - box.top,
      x1: over.right - box.left,
      y1: over.bottom - box.top,
    }));
}

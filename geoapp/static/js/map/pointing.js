/** Pointer, finger and keys on the projects: hover names them, click and Enter choose them. */

import { pageState, patch } from "../page/state.js";
import { say } from "./events.js";
import { map, pane } from "./mapShell.js";
import { groupLabel, projectLabel } from "./symbols.js";
import { Tip } from "./tip.js";

const REACH = 7;
const REACH_COARSE = 16;
const COARSE = matchMedia("(pointer: coarse)");

/** Wire what people do on the map to a ProjectMap. */
export class Pointing {
  #projects;
  #isBusy;
  #tip = new Tip(map.getContainer());
  #hovered = null;
  #frame = 0;

  /** @param {() => boolean} isBusy whether clicks mean something else now, as while measuring */
  constructor(projects, isBusy) {
    this.#projects = projects;
    this.#isBusy = isBusy;
    for (const name of ["symbols", "fan"]) this.#wirePane(pane(name));
    map.on("mousemove", (event) => this.#overGround(event));
    map.on("mouseout movestart zoomstart", () => this.#leave());
    map.on("click", (event) => this.#clickGround(event));
    map.getContainer().addEventListener("keydown", (event) => this.#key(event));
  }

  #wirePane(element) {
    element.addEventListener("click", (event) => this.#clickSymbol(event));
    element.addEventListener("dblclick", (event) => event.stopPropagation());
    element.addEventListener("pointerover", (event) => {
      if (event.pointerType !== "touch") this.#overSymbol(event.target.closest(".map-symbol"));
    });
    element.addEventListener("pointerout", () => this.#leave());
    element.addEventListener("focusin", (event) => this.#focusSymbol(event.target.closest(".map-symbol")));
    element.addEventListener("focusout", () => this.#leave());
  }

  /** What a button stands for: {group} or {code, p}. */
  #meaning(button) {
    const { fan, selection, symbols } = this.#projects;
    const { code } = button.dataset;
    if (code) return { code, p: fan.memberOf(code)?.item.p ?? selection.item?.p };
    const group = symbols.groupOf(button);
    if (!group) return {};
    return group.n === 1 ? { code: group.key, p: group.cells[0].p } : { group };
  }

  #clickSymbol(event) {
    const button = event.target.closest(".map-symbol");
    if (!button || this.#isBusy()) return;
    event.stopPropagation();
    if (event.detail && map.dragging.moved()) return;
    const { code, group } = this.#meaning(button);
    if (code) this.choose(code);
    else if (group) this.#projects.fan.split(group, button).catch(() => map.zoomIn());
  }

  choose(code) {
    this.#leave();
    patch({ project: code }, { origin: "map", replace: Boolean(pageState().project) });
  }

  #clickGround({ latlng, originalEvent }) {
    if (this.#isBusy() || originalEvent?.target.closest?.(".leaflet-interactive")) return;
    const { fan } = this.#projects;
    if (fan.isOpen) return fan.close();
    const found = this.#shapeAt(latlng);
    if (found) this.choose(found.code);
    else if (pageState().project) patch({ project: null }, { origin: "map" });
    return undefined;
  }

  #shapeAt({ lat, lng }) {
    const point = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lng), 0).divideBy(256);
    return this.#projects.shapes.at(point, map.getZoom(), COARSE.matches ? REACH_COARSE : REACH);
  }

  #overGround({ latlng, containerPoint, originalEvent }) {
    cancelAnimationFrame(this.#frame);
    if (COARSE.matches || originalEvent.target.closest(".map-symbol")) return;
    this.#frame = requestAnimationFrame(() => {
      const found = this.#isBusy() ? null : this.#shapeAt(latlng);
      map.getContainer().classList.toggle("is-over-shape", Boolean(found));
      if (found) this.#say(found.code, projectLabel(found), containerPoint);
      else this.#leave();
    });
  }

  #overSymbol(button) {
    if (!button) return;
    cancelAnimationFrame(this.#frame);
    const { code, p, group } = this.#meaning(button);
    const box = map.getContainer().getBoundingClientRect();
    const own = button.getBoundingClientRect();
    const middle = { x: own.left + own.width / 2 - box.left, y: own.top + own.height / 2 - box.top };
    if (p) this.#say(code, projectLabel(p), middle, own.width / 2 + 6);
    else if (group) this.#say(null, groupLabel(group), middle, own.width / 2 + 6);
  }

  #focusSymbol(button) {
    if (!button?.matches(":focus-visible")) return;
    if (isCovered(button)) this.#uncover(button);
    this.#overSymbol(button);
  }

  /** Bring a focused symbol out from under legend and controls. */
  #uncover(button) {
    const box = map.getContainer().getBoundingClientRect();
    const own = button.getBoundingClientRect();
    map.panBy([own.left - box.left - box.width / 2, own.top - box.top - box.height / 2], { animate: false });
  }

  #say(code, words, at, offset) {
    this.#tip.show(words, at, offset);
    if (code === this.#hovered) return;
    this.#hovered = code;
    say("hover", { code, origin: "map" });
  }

  #leave() {
    cancelAnimationFrame(this.#frame);
    map.getContainer().classList.remove("is-over-shape");
    this.#tip.hide();
    if (this.#hovered === null) return;
    this.#hovered = null;
    say("hover", { code: null, origin: "map" });
  }

  #key(event) {
    const { fan } = this.#projects;
    if (!fan.isOpen) return;
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by) fan.step(event.target, by);
    else if (event.key === "Escape") fan.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function isCovered(button) {
  const { left, top, width, height } = button.getBoundingClientRect();
  const above = document.elementFromPoint(left + width / 2, top + height / 2);
  return !above || !button.contains(above);
}

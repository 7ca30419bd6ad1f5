/** Where the map looks, in step with the address: position in the hash, fitting to the filter, flights. */

import { config } from "../page/config.js";
import { filterQuery, pageState } from "../page/state.js";
import { on, say, whenQuiet } from "./events.js";
import { map, reducedMotion } from "./mapShell.js";
import { latOf, lonOf } from "./mercator.js";
import { isElsewhere, placeInAddress, writePlace } from "./place.js";
import { loadItem } from "./projectItems.js";
import { bringIntoView, flyTo, mainBox, showHome, viewOf } from "./view.js";

const STEP_BACK_MS = 400;
const QUIET_MS = 200;
/** A link is copied by then, whatever the map does. */
const REST_MS = 1500;
/** What could not be asked is asked again, until the filter is another. */
const AGAIN_MS = 3000;
const CLOSEST_FIT = 13;
/** What lies within so many screens beside the view is brought in without changing the scale. */
const NEAR = 0.5;

async function extentOf(query) {
  const answer = await fetch(`/map/extent${query ? `?${query}` : ""}`);
  if (!answer.ok) throw Object.assign(new Error(answer.statusText), { status: answer.status });
  return answer.json();
}

export class Looking {
  #areasShown;
  #coming;
  #basemap;
  #spread;
  #moving = false;
  /** The filter that was looked at last, but for its month. */
  #lookedAt = "";
  /** When back or forward was last pressed: then the address says where to look. */
  #steppedBack = -Infinity;

  /**
   * @param {(query: string) => Promise<void>} areasShown resolves when the chosen areas are known
   * @param {(view: object|null) => void} coming told which view is about to be shown, null for the present one
   * @param {(places: object[]) => void} spread told in which provinces the filter's projects lie
   */
  constructor(basemap, areasShown, coming, spread) {
    this.#coming = coming;
    this.#spread = spread;
    this.#basemap = basemap;
    this.#areasShown = areasShown;
    window.addEventListener(
      "popstate",
      () => {
        this.#steppedBack = performance.now();
      },
      { capture: true },
    );
    window.addEventListener("popstate", () => this.#goToAddress());
    window.addEventListener("hashchange", () => this.#goToAddress());
    map.on(
      "moveend",
      whenQuiet(() => writePlace(map), QUIET_MS),
    );
    map.on("movestart moveend", ({ type }) => {
      this.#moving = type === "movestart";
    });
    on("copying", ({ waits }) => waits.push(this.#writeAtRest()));
  }

  /** Write the place that is shown, once a movement under way has ended. */
  async #writeAtRest() {
    if (this.#moving) {
      await new Promise((rested) => {
        map.once("moveend", rested);
        setTimeout(rested, REST_MS);
      });
    }
    if (map._loaded) writePlace(map);
  }

  /** The first view: the address's, else the filter's, else home. */
  async start() {
    const place = placeInAddress();
    const query = filterQuery();
    this.#lookedAt = timeless(query);
    const areas = this.#areasShown(query);
    if (place) map.setView(place.center, place.zoom, { animate: false });
    else if (!query && !pageState().project) showHome(map);
    else if (!query) await this.flyTo(pageState().project, { jump: true });
    else await this.#fit(query, areas, false);
    if (!map._loaded) showHome(map);
    if (!query) this.#spread(config.places);
    else if (place) this.#ask(query);
  }

  /** Look at what a new filter leaves, unless the address came back with its own place. */
  async filter(query) {
    const areas = this.#areasShown(query);
    const sameMatter = this.#lookedAt === timeless(query);
    this.#lookedAt = timeless(query);
    const back = performance.now() - this.#steppedBack < STEP_BACK_MS && placeInAddress();
    // Another month of the same projects is looked at from the same place.
    if ((back || sameMatter) && map._loaded) {
      this.#coming(null);
      await this.#ask(query);
    } else await this.#fit(query, areas, true);
  }

  async #ask(query) {
    try {
      const extent = await extentOf(query);
      if (query === filterQuery()) {
        say("empty", { empty: extent.numberMatched === 0 });
        this.#spread(extent.places);
      }
      return extent;
    } catch (error) {
      const { status = 0, message } = error;
      say("error", { part: "map", status, detail: message });
      if (!status || status >= 500) setTimeout(() => query === filterQuery() && this.#ask(query), AGAIN_MS);
      return null;
    }
  }

  async #fit(query, areas, animate) {
    const [extent] = await Promise.all([this.#ask(query), areas]);
    if (query !== filterQuery()) return;
    const boxes = this.#basemap.chosen.map(({ box: [x0, y0, x1, y1] }) => [lonOf(x0), latOf(y1), lonOf(x1), latOf(y0)]);
    if (extent?.bbox) boxes.push(boxes.length ? extent.bbox : mainBox(map, extent.bbox, extent.places));
    const box = query ? boxes.length && around(boxes) : mainBox(map, config.home, config.places);
    if (!box && map._loaded) this.#coming(null);
    else if (!box) this.#show(viewOf(map, config.home, CLOSEST_FIT), false);
    else this.#show(viewOf(map, box, CLOSEST_FIT), animate && !reducedMotion());
  }

  #show(view, animate) {
    this.#coming(view);
    map.setView(view.center, view.zoom, { animate });
  }

  #goToAddress() {
    // A zoom that is under way would end where it was going, whatever is shown meanwhile.
    if (map._animatingZoom) {
      map.once("zoomend", () => this.#goToAddress());
      return;
    }
    const place = placeInAddress();
    if (place && isElsewhere(map, place)) map.setView(place.center, place.zoom, { animate: false });
  }

  /** Fly to a project, or jump where motion is unwelcome. */
  async flyTo(code, { jump = false } = {}) {
    const item = await loadItem(code).catch(() => null);
    if (!item?.bbox || pageState().project !== code) return;
    const present = pageState().view === "present";
    flyTo(map, { bbox: item.bbox, accuracy: item.p.accuracy_m }, { low: !present, jump });
  }

  /** Show a project chosen elsewhere: moved into view where it lies near, else flown to. */
  async show(code, { jump = false } = {}) {
    const item = await loadItem(code).catch(() => null);
    await new Promise((looked) => map.whenReady(looked));
    if (!item?.at || pageState().project !== code) return;
    const at = L.latLng(latOf(item.at.y), lonOf(item.at.x));
    if (map.getBounds().pad(NEAR).contains(at)) bringIntoView(map, at);
    else await this.flyTo(code, { jump });
  }
}

/** Return a query without its month. */
function timeless(query) {
  const rest = new URLSearchParams(query);
  rest.delete("month");
  return rest.toString();
}

const around = (boxes) => [0, 1, 2, 3].map((i) => (i < 2 ? Math.min : Math.max)(...boxes.map((box) => box[i])));

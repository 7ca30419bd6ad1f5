/** Project tiles: fetched when wanted, kept for a while, asked again politely after a failure. */

import { config } from "../page/config.js";
import { say } from "./events.js";
import { decodeTile } from "./tileDecode.js";

const KEPT = 80;
const LONGEST_WAIT_S = 30;

const address = (query, z, x, y) => {
  const path = config.tiles.replace("{z}", z).replace("{x}", x).replace("{y}", y);
  return query ? `${path}?${query}` : path;
};

/** Tiles of level z that touch a box of the unit square, nearest to its middle first. */
export function tilesOf(z, box) {
  const count = 2 ** z;
  const clamp = (value) => Math.max(0, Math.min(count - 1, Math.floor(value * count)));
  const [x0, y0, x1, y1] = [clamp(box.x0), clamp(box.y0), clamp(box.x1), clamp(box.y1)];
  const tiles = [];
  for (let y = y0; y <= y1; y += 1) for (let x = x0; x <= x1; x += 1) tiles.push({ z, x, y });
  const far = (tile) => Math.hypot(tile.x - (x0 + x1) / 2, tile.y - (y0 + y1) / 2);
  return tiles.sort((a, b) => far(a) - far(b));
}

export class TileStore {
  #tiles = new Map();
  #flights = new Map();
  #failures = 0;
  #changed;

  /** What is on screen and what was asked for last: {query, z}. */
  shown = null;
  wanted = null;
  #needed = [];

  /** @param {(tile: object|null) => void} changed called when one tile joined the shown set, or a new set is shown */
  constructor(changed) {
    this.#changed = changed;
  }

  /** Ask for the tiles of a box; what is no longer wanted is given up. */
  want(query, z, box) {
    this.wanted = { query, z };
    this.#needed = tilesOf(z, box).map((tile) => ({ ...tile, url: address(query, tile.z, tile.x, tile.y) }));
    const urls = new Set(this.#needed.map((tile) => tile.url));
    for (const [url, flight] of this.#flights) {
      if (urls.has(url)) continue;
      flight.abort();
      this.#flights.delete(url);
    }
    for (const tile of this.#needed) if (!this.#tiles.has(tile.url)) this.#fetch(tile);
    this.#settle();
  }

  /** Ask for the same tiles of another query, so that they are at hand when they are wanted. */
  foresee(query) {
    for (const { z, x, y } of this.#needed) {
      const url = address(query, z, x, y);
      if (!this.#tiles.has(url)) fetch(url, { priority: "low" }).catch(() => {});
    }
  }

  get waiting() {
    return this.#flights.size > 0;
  }

  /** True while what is on screen answers another filter than the one asked for. */
  get stale() {
    return Boolean(this.shown && this.wanted && this.shown.query !== this.wanted.query);
  }

  /** The tiles of the set on screen. */
  list() {
    if (!this.shown) return [];
    const tiles = [];
    for (const tile of this.#tiles.values()) {
      if (tile.z === this.shown.z && tile.query === this.shown.query) tiles.push(tile);
    }
    return tiles;
  }

  find(z, x, y) {
    if (!this.shown) return undefined;
    return this.#tiles.get(address(this.shown.query, z, x, y));
  }

  /** Forget everything, as after an edit. */
  clear() {
    this.#tiles.clear();
  }

  async #fetch(tile, attempt = 0) {
    if (this.#flights.has(tile.url)) return;
    const flight = new AbortController();
    this.#flights.set(tile.url, flight);
    try {
      const answer = await fetch(tile.url, { signal: flight.signal });
      if (!answer.ok) return this.#refused(tile, answer, flight, attempt);
      const bytes = answer.status === 204 ? new ArrayBuffer(0) : await answer.arrayBuffer();
      this.#arrived(tile, decodeTile(bytes, tile.z, tile.x, tile.y));
    } catch (error) {
      if (error.name !== "AbortError") this.#retry(tile, flight, attempt, 0, String(error.message));
    }
  }

  #arrived(tile, content) {
    this.#flights.delete(tile.url);
    const whole = { ...tile, ...content, query: this.wanted.query };
    this.#tiles.set(tile.url, whole);
    if (this.#failures && !(this.#failures = 0)) say("error", { part: "map", status: null });
    this.#settle(whole);
  }

  async #refused(tile, answer, flight, attempt) {
    const problem = await answer.json().catch(() => ({}));
    const detail = problem.detail ?? answer.statusText;
    if (answer.status >= 500 || answer.status === 429) {
      const seconds = Number(answer.headers.get("Retry-After")) || 0;
      return this.#retry(tile, flight, attempt, answer.status, detail, seconds);
    }
    say("error", { part: "map", status: answer.status, detail });
    return this.#arrived(tile, { cells: [], shapes: [] });
  }

  #retry(tile, flight, attempt, status, detail, seconds = 0) {
    if (this.#failures === 0) say("error", { part: "map", status, detail });
    this.#failures += 1;
    const wait = Math.max(seconds, Math.min(LONGEST_WAIT_S, 2 ** attempt)) * (0.75 + Math.random() / 2);
    setTimeout(() => {
      if (this.#flights.get(tile.url) !== flight) return;
      this.#flights.delete(tile.url);
      this.#fetch(tile, attempt + 1);
    }, wait * 1000);
  }

  #settle(tile = null) {
    const complete = this.#needed.every((tile) => this.#tiles.has(tile.url));
    const same = this.shown && this.shown.z === this.wanted.z && this.shown.query === this.wanted.query;
    if (complete && !same) this.shown = this.wanted;
    this.#forget();
    if (complete && !same) this.#changed(null);
    else if (same && tile) this.#changed(tile);
  }

  #forget() {
    const needed = new Set(this.#needed.map((tile) => tile.url));
    for (const [url, tile] of this.#tiles) {
      if (this.#tiles.size <= KEPT) return;
      const visible = tile.z === this.shown?.z && tile.query === this.shown?.query;
      if (!needed.has(url) && !visible) this.#tiles.delete(url);
    }
  }
}

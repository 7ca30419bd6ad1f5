/** Names on the map: a few projects, units, waters; none touches another or a symbol. */

import { config } from "../page/config.js";
import { svg } from "./dom.js";
import { layerPoint, unitPoint, worldSize } from "./mercator.js";
import { circleBox, firstBaseline, lineStep, setName, spotBeside, spotOn, Taken } from "./nameSpots.js";
import { symbolScale } from "./scale.js";

const MOST_PROJECTS = 6;
const WIDEST = 168;
const KIND = /^(Xã|Phường|Thị trấn|Đặc khu)\s+/;
const UNIT_LOOK = {
  province: { size: 15, weight: 600 },
  district: { size: 14, weight: 500 },
  commune: { size: 13, weight: 500 },
};
const FILE_LOOK = {
  water: { size: 15, weight: 400, spacing: 3 },
  place: { size: 14, weight: 500 },
  capital: { size: 15, weight: 700 },
};

const fileLabels = () =>
  config.layers
    .filter((layer) => layer.visible)
    .flatMap((layer) => layer.labels ?? [])
    .map((label) => ({ ...label, at: unitPoint(label.point) }));

export class Names {
  #map;
  #below;
  #above;
  #texts = new Map();
  #placed = new Set();

  /** @param below pane under the symbols, for places; above: pane over them, for projects */
  constructor(map, below, above) {
    this.#map = map;
    this.#below = below.appendChild(canvasOf());
    this.#above = above.appendChild(canvasOf());
    map.on("zoomanim", () => this.#fade(true));
    map.on("zoom", () => this.#fade(true));
  }

  /**
   * Write names anew.
   * @param {{groups: object[], chosen: object|null, basemap: import('./basemap.js').Basemap, obstacles: DOMRect[]}} scene
   *   chosen: the selected project as a group that is always named; obstacles in layer pixels
   */
  write({ groups, chosen, basemap, obstacles }) {
    const scale = symbolScale();
    const view = layerView(this.#map);
    const taken = new Taken();
    for (const box of obstacles) taken.add(box);
    const marks = groups.map((group) => ({ group, at: layerPoint(this.#map, group) }));
    for (const { group, at } of marks) taken.add(circleBox(at.x, at.y, group.r));
    if (chosen) taken.add(circleBox(chosen.at.x, chosen.at.y, chosen.r));
    const spots = new Map();
    this.#chosenAreas(basemap, taken, spots, scale);
    this.#projects(marks, chosen, taken, view, spots, scale);
    this.#fromFiles(taken, spots, scale);
    this.#units(basemap, taken, view, spots, scale);
    this.#show(spots);
  }

  #chosenAreas(basemap, taken, spots, scale) {
    if (basemap.chosen.length !== 1) return;
    const [area] = basemap.chosen;
    const words = area.properties.name.toLocaleUpperCase("vi");
    this.#put(
      spots,
      taken,
      `area ${words}`,
      setName(words, { size: 17 * scale, weight: 700, spacing: 2 * scale }),
      area.anchor,
      "name-chosen",
    );
  }

  #projects(marks, chosen, taken, view, spots, scale) {
    const looks = { size: 14 * scale, weight: 600, widest: WIDEST * scale };
    let left = MOST_PROJECTS;
    if (chosen) {
      const name = setName(chosen.name, looks);
      const spot = spotBeside(name, chosen.at, chosen.r, taken, view);
      if (spot) left -= this.#keep(spots, taken, `project ${chosen.code}`, name, spot, "name-project", true);
    }
    const singles = marks.filter(({ group }) => group.n === 1 && group.key !== chosen?.code);
    singles.sort((a, b) => this.#rank(b.group) - this.#rank(a.group) || a.group.y - b.group.y);
    for (const { group, at } of singles) {
      if (left <= 0) break;
      const { code, name: full, short_name: short } = group.cells[0].p;
      const name = setName(short || full, looks);
      const spot = name.lines.length <= 2 && spotBeside(name, at, group.r, taken, view);
      if (spot) left -= this.#keep(spots, taken, `project ${code}`, name, spot, "name-project", true);
    }
  }

  /** Late first, then what has a form of its own; a name that stands stays. */
  #rank(group) {
    const { form, code } = group.cells[0].p;
    return 4 * group.late + Number(form !== "point") + 2 * Number(this.#placed.has(`project ${code}`));
  }

  #fromFiles(taken, spots, scale) {
    const zoom = this.#map.getZoom();
    for (const label of fileLabels()) {
      if (zoom < label.minZoom || zoom > label.maxZoom) continue;
      const { size, weight, spacing = 0 } = FILE_LOOK[label.style] ?? FILE_LOOK.place;
      const name = setName(label.text, { size: size * scale, weight, spacing: spacing * scale });
      this.#put(spots, taken, `file ${label.text}`, name, label.at, `name-${label.style}`);
    }
  }

  #units(basemap, taken, view, spots, scale) {
    const size = worldSize(this.#map.getZoom());
    const chosen = new Set(basemap.chosen.map(({ properties }) => properties.name));
    const candidates = [];
    for (const unit of basemap.units) {
      const { level, name, code } = unit.properties;
      const at = layerPoint(this.#map, unit.anchor);
      if (chosen.has(name) || !isNear(at, view)) continue;
      const look = UNIT_LOOK[level] ?? UNIT_LOOK.commune;
      const words = setName(level === "commune" ? name.replace(KIND, "") : name, { ...look, size: look.size * scale });
      if (words.width > unit.anchor.width * size * 1.05) continue;
      candidates.push({ key: `${level} ${code}`, words, anchor: unit.anchor, level });
    }
    candidates.sort((a, b) => this.#placed.has(b.key) - this.#placed.has(a.key));
    for (const { key, words, anchor, level } of candidates) {
      this.#put(spots, taken, key, words, anchor, `name-${level}`);
    }
  }

  #put(spots, taken, key, name, anchor, kind) {
    const spot = spotOn(name, layerPoint(this.#map, anchor), taken);
    if (spot) this.#keep(spots, taken, key, name, spot, kind, false);
  }

  #keep(spots, taken, key, name, spot, kind, above) {
    taken.add(spot.box);
    spots.set(key, { name, spot, kind, above });
    return 1;
  }

  #show(spots) {
    for (const [key, element] of this.#texts) {
      if (spots.has(key)) continue;
      element.remove();
      this.#texts.delete(key);
    }
    for (const [key, entry] of spots) {
      let element = this.#texts.get(key);
      if (!element) {
        element = svg("text");
        this.#texts.set(key, element);
        (entry.above ? this.#above : this.#below).append(element);
      }
      write(element, entry);
    }
    this.#placed = new Set(spots.keys());
    this.#fade(false);
  }

  #fade(away) {
    this.#below.classList.toggle("is-away", away);
    this.#above.classList.toggle("is-away", away);
  }
}

const canvasOf = () => svg("svg", { class: "map-names", "aria-hidden": "true" });

function write(element, { name, spot, kind }) {
  element.setAttribute("class", `name ${kind}`);
  element.setAttribute("text-anchor", spot.anchor);
  element.setAttribute("font-size", name.size);
  element.setAttribute("letter-spacing", name.spacing);
  const first = spot.top + firstBaseline(name);
  const spans = name.lines.map((line, i) => {
    const span = svg("tspan", { x: spot.x.toFixed(1), y: (first + i * lineStep(name)).toFixed(1) });
    span.textContent = line;
    return span;
  });
  element.replaceChildren(...spans);
}

function layerView(map) {
  const { min, max } = map.getPixelBounds();
  const origin = map.getPixelOrigin();
  return { x0: min.x - origin.x, y0: min.y - origin.y, x1: max.x - origin.x, y1: max.y - origin.y };
}

const isNear = ({ x, y }, view) => x > view.x0 - 60 && x < view.x1 + 60 && y > view.y0 - 20 && y < view.y1 + 20;

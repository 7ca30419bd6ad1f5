/** Names on the map: a few projects, units, waters; none touches another or a symbol. */

import { config } from "../page/config.js";
import { svg } from "./dom.js";
import { areaContains } from "./areas.js";
import { layerPoint, unitPoint, worldSize } from "./mercator.js";
import { circleBox, firstBaseline, lineStep, setName, spotBeside, spotOn, Taken } from "./nameSpots.js";
import { symbolScale } from "./scale.js";

const MOST_PROJECTS = 6;
const MOST_LINES = 3;
const WIDEST = 184;
const KIND = /^(Xã|Phường|Thị trấn|Đặc khu)\s+/;
const UNIT_LOOK = {
  province: { size: 15, weight: 600 },
  district: { size: 14, weight: 500 },
  commune: { size: 13, weight: 500 },
};
const CHOSEN_LOOK = { size: 17, weight: 700, spacing: 2 };
const PROJECT_LOOK = { size: 14, weight: 600, widest: WIDEST };
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
    map.on("zoomanim zoom", () => this.#fade(true));
  }

  /**
   * Write names anew.
   * @param {{groups: object[], chosen: object|null, basemap: import('./basemap.js').Basemap, obstacles: object[]}} scene
   *   chosen: the selected project, always the first to be named; obstacles: boxes in layer pixels
   */
  write(scene) {
    const plan = new Plan(this.#map, scene, this.#placed);
    plan.chosenArea();
    plan.projects();
    plan.fromFiles();
    plan.units();
    this.#show(plan.spots);
  }

  #show(spots) {
    for (const [key, element] of this.#texts) {
      if (spots.has(key)) continue;
      element.remove();
      this.#texts.delete(key);
    }
    for (const [key, entry] of spots) write(this.#textOf(key, entry), entry);
    this.#placed = new Set(spots.keys());
    this.#fade(false);
  }

  #textOf(key, { kind }) {
    if (!this.#texts.has(key)) {
      const home = kind === "project" ? this.#above : this.#below;
      this.#texts.set(key, home.appendChild(svg("text")));
    }
    return this.#texts.get(key);
  }

  #fade(away) {
    this.#below.classList.toggle("is-away", away);
    this.#above.classList.toggle("is-away", away);
  }
}

/** One round of placing: what is named where, and what room is left. */
class Plan {
  #map;
  #scene;
  #placed;
  #view;
  #scale = symbolScale();
  #taken = new Taken();
  #marks;
  /** key -> {name, spot, kind} */
  spots = new Map();

  constructor(map, scene, placed) {
    this.#map = map;
    this.#scene = scene;
    this.#placed = placed;
    this.#view = layerView(map);
    this.#marks = scene.groups.map((group) => ({ group, at: layerPoint(map, group) }));
    for (const box of scene.obstacles) this.#taken.add(box);
    for (const { group, at } of this.#marks) this.#taken.add(circleBox(at.x, at.y, group.r));
    if (scene.chosen) this.#taken.add(circleBox(scene.chosen.at.x, scene.chosen.at.y, scene.chosen.r));
  }

  /** The one area that was asked for, in capitals. */
  chosenArea() {
    const { chosen } = this.#scene.basemap;
    if (chosen.length !== 1) return;
    const words = chosen[0].properties.name.toLocaleUpperCase("vi");
    const name = this.#set(words, CHOSEN_LOOK);
    if (!this.#within(`area ${words}`, name, chosen[0], "chosen")) {
      this.#on(`area ${words}`, name, chosen[0].spots, "chosen");
    }
  }

  projects() {
    const { chosen } = this.#scene;
    let left = MOST_PROJECTS - Number(chosen && this.#beside(chosen.code, chosen.name, chosen.at, chosen.r));
    const singles = this.#marks.filter(({ group }) => group.n === 1 && group.key !== chosen?.code);
    singles.sort((a, b) => this.#rank(b.group) - this.#rank(a.group) || a.group.y - b.group.y);
    for (const { group, at } of singles) {
      if (left <= 0) break;
      const { code, name, short_name: short } = group.cells[0].p;
      left -= Number(this.#beside(code, short || name, at, group.r));
    }
  }

  /** Late first, then what has a form of its own; a name that stands stays. */
  #rank(group) {
    const { form, code } = group.cells[0].p;
    return 4 * group.late + 2 * Number(this.#placed.has(`project ${code}`)) + Number(form !== "point");
  }

  /** Names that layer files give: waters, islands, places. */
  fromFiles() {
    const zoom = this.#map.getZoom();
    for (const { text, at, style, minZoom, maxZoom } of fileLabels()) {
      if (zoom < minZoom || zoom > maxZoom) continue;
      const name = this.#set(text, FILE_LOOK[style] ?? FILE_LOOK.place);
      this.#on(`file ${text} ${at.x}`, name, [at], style);
    }
  }

  /** Units whose name fits into them, largest first, those already named before others. */
  units() {
    const chosen = new Set(this.#scene.basemap.chosen.map(({ properties }) => properties.name));
    const isWider = ({ level }) => chosen.size > 0 && level === "province";
    const units = this.#scene.basemap.units.filter(
      ({ properties }) => !chosen.has(properties.name) && !isWider(properties),
    );
    const key = ({ properties }) => `${properties.level} ${properties.code}`;
    units.sort((a, b) => this.#placed.has(key(b)) - this.#placed.has(key(a)));
    for (const unit of units) this.#unit(key(unit), unit);
  }

  #unit(key, unit) {
    const { level, name } = unit.properties;
    const words = level === "commune" ? name.replace(KIND, "") : name;
    this.#within(key, this.#set(words, UNIT_LOOK[level] ?? UNIT_LOOK.commune), unit, level);
  }

  /** Write a name where it lies inside its area; false when there is no such place. */
  #within(key, name, area, kind) {
    const room = (name.width * 0.9) / worldSize(this.#map.getZoom());
    const inside = (spot) => edgesOf(spot.box).every((point) => areaContains(area, this.#unitOf(point)));
    return this.#on(
      key,
      name,
      area.spots.filter((spot) => spot.width >= room),
      kind,
      inside,
    );
  }

  #unitOf({ x, y }) {
    const origin = this.#map.getPixelOrigin();
    const size = worldSize(this.#map.getZoom());
    return { x: (x + origin.x) / size, y: (y + origin.y) / size };
  }

  #set(words, { size, weight, spacing = 0, widest = Infinity }) {
    const scale = this.#scale;
    return setName(words, { size: size * scale, weight, spacing: spacing * scale, widest: widest * scale });
  }

  #beside(code, words, at, r) {
    const name = this.#set(words, PROJECT_LOOK);
    const spot = name.lines.length <= MOST_LINES && spotBeside(name, at, r, this.#taken, this.#view);
    if (!spot) return false;
    this.#keep(`project ${code}`, name, spot, "project");
    return true;
  }

  #on(key, name, places, kind, allowed = () => true) {
    for (const place of places) {
      const spot = spotOn(name, layerPoint(this.#map, place), this.#taken, this.#view, allowed);
      if (!spot) continue;
      this.#keep(key, name, spot, kind);
      return true;
    }
    return false;
  }

  #keep(key, name, spot, kind) {
    this.#taken.add(spot.box);
    this.spots.set(key, { name, spot, kind });
  }
}

/** Places along the top and the foot of a name, a little within its box. */
const edgesOf = ({ x0, y0, x1, y1 }) =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((i) => [y0 + 2, y1 - 2].map((y) => ({ x: x0 + 4 + ((x1 - x0 - 8) * i) / 6, y })));

const canvasOf = () => svg("svg", { class: "map-names", "aria-hidden": "true" });

function write(element, { name, spot, kind }) {
  element.setAttribute("class", `name name-${kind}`);
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

/** The ground drawn from our own data: sea, land around, units, and the chosen area as paper. */

import { areaContains, loadArea, loadAreas, loadPolygons, uniqueEdges } from "./areas.js";
import { clipLine, clipRing, contains, overlaps } from "./clip.js";
import { config } from "../page/config.js";
import { symbolScale } from "./scale.js";
import { strokeEdge } from "./strokes.js";
import { worldSize } from "./mercator.js";

const PAD = 24;

const layerOf = (kind) => config.layers.find((layer) => layer.kind === kind);

const look = Object.fromEntries((layerOf("areas")?.themes[0]?.classes ?? []).map((entry) => [entry.value, entry]));

export class Basemap {
  #land = [];
  #day = null;
  #provinces = [];
  #lines = { province: [], district: [], commune: [] };
  /** Units in force on the day shown, largest first. */
  units = [];
  /** The areas of the filter that have an outline. */
  chosen = [];
  /** False over a basemap of pictures: then only lines and the mist are drawn. */
  filled = true;

  async loadLand() {
    const layer = layerOf("basemap-offline");
    if (layer?.source?.type === "geojson") this.#land = await loadPolygons(layer.source.url);
  }

  /** Show the units of the day that the first chosen area belongs to, else of today. */
  async choose(names) {
    const day = names.map((name) => name.split("@")[1]).find(Boolean) ?? config.today;
    const [units, chosen] = await Promise.all([
      day === this.#day ? null : loadAreas(day),
      Promise.all(names.map((name) => loadArea(name))),
    ]);
    if (units) this.#setUnits(units, day);
    this.chosen = chosen.filter(Boolean);
  }

  #setUnits(units, day) {
    this.#day = day;
    this.units = units.sort((a, b) => b.size - a.size);
    const of = (level) => this.units.filter((unit) => unit.properties.level === level);
    this.#provinces = of("province");
    for (const level of Object.keys(this.#lines)) this.#lines[level] = uniqueEdges(of(level));
  }

  /** Whether a unit point lies on what must stay free: the chosen area, or our provinces. */
  isChosen(point) {
    return (this.chosen.length ? this.chosen : this.#provinces).some((area) => areaContains(area, point));
  }

  /** Paint one tile: the painter of a TileGrid. */
  paint = (context, place) => {
    const size = worldSize(Math.log2(place.side / 256) + place.z);
    const sheet = new Sheet(context, place, size);
    if (this.filled) this.#paintGround(sheet);
    if (this.chosen.length) this.#paintChosen(sheet);
    else this.#paintUnits(sheet);
  };

  #paintGround(sheet) {
    const land = layerOf("basemap-offline")?.style;
    if (land) sheet.areas(this.#land, land);
    const faded = this.chosen.length > 0;
    sheet.areas(this.#provinces, { ...(faded ? look.faded : look.province), edge: null });
  }

  #paintUnits(sheet) {
    sheet.lines(this.#lines.commune, look.commune);
    sheet.lines(this.#lines.district, look.district);
    sheet.lines(this.#lines.province, look.province);
  }

  #paintChosen(sheet) {
    if (!this.filled) sheet.mist(this.chosen);
    sheet.lines(this.#lines.district.length ? this.#lines.district : this.#lines.commune, look.faded);
    sheet.lines(this.#lines.province, look.faded);
    sheet.inside(this.chosen, this.filled ? look.selected.fill : null, () => {
      sheet.lines(this.#lines.commune, look.commune);
      sheet.lines(this.#lines.district, look.district);
    });
    sheet.areas(this.chosen, { ...look.selected, fill: null });
  }
}

/** One canvas and the way from the unit square to its pixels. */
class Sheet {
  #context;
  #place;
  #size;
  #box;
  #scale;

  constructor(context, place, size) {
    this.#context = context;
    this.#place = place;
    this.#size = size;
    this.#scale = 1 + (symbolScale() - 1) / 2;
    this.#box = [
      (place.left - PAD) / size,
      (place.top - PAD) / size,
      (place.left + place.width + PAD) / size,
      (place.top + place.height + PAD) / size,
    ];
  }

  areas(areas, entry) {
    if (!this.#trace(areas)) return;
    if (entry.fill) this.#fill(entry.fill, entry.opacity ?? 1);
    if (entry.edge) strokeEdge(this.#context, entry, this.#scale);
  }

  lines(lines, entry) {
    const context = this.#context;
    context.beginPath();
    for (const line of lines) for (const run of clipLine(line, this.#box)) this.#path(run, false);
    strokeEdge(context, entry, this.#scale);
  }

  /** Fill areas, then draw within them only. */
  inside(areas, fill, draw) {
    if (!this.#trace(areas)) return;
    this.#context.save();
    if (fill) this.#fill(fill, 1);
    this.#context.clip("evenodd");
    draw();
    this.#context.restore();
  }

  /** Pale everything outside some areas. */
  mist(areas) {
    this.#trace(areas);
    this.#context.rect(-PAD, -PAD, this.#place.width + 2 * PAD, this.#place.height + 2 * PAD);
    this.#fill(look.faded.fill, 0.72);
  }

  #fill(colour, opacity) {
    this.#context.globalAlpha = opacity;
    this.#context.fillStyle = colour;
    this.#context.fill("evenodd");
    this.#context.globalAlpha = 1;
  }

  #trace(areas) {
    this.#context.beginPath();
    let any = false;
    for (const area of areas) {
      if (!overlaps(area.box, this.#box)) continue;
      const whole = contains(this.#box, area.box);
      for (const ring of area.rings.flat()) {
        const part = whole ? ring : clipRing(ring, this.#box);
        if (part.length < 6) continue;
        any = true;
        this.#path(part, true);
      }
    }
    return any;
  }

  #path(flat, closed) {
    const [context, size, { left, top }] = [this.#context, this.#size, this.#place];
    context.moveTo(flat[0] * size - left, flat[1] * size - top);
    for (let i = 2; i < flat.length; i += 2) context.lineTo(flat[i] * size - left, flat[i + 1] * size - top);
    if (closed) context.closePath();
  }
}

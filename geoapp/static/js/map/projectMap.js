/** The projects on the map: tiles, symbols, shapes, selection, names and legend kept in step. */

import { filterQuery } from "../page/state.js";
import { countInView } from "./counts.js";
import { oncePerFrame, say, whenQuiet } from "./events.js";
import { Fan } from "./fan.js";
import { showWaiting } from "./loading.js";
import { map, pane } from "./mapShell.js";
import { isInside, viewBox, viewBoxAt, worldSize } from "./mercator.js";
import { Names } from "./names.js";
import { circleBox } from "./nameSpots.js";
import { Selection } from "./selection.js";
import { pointsOnLines, ShapeLayer } from "./shapeLayer.js";
import { SymbolLayer } from "./symbolLayer.js";
import { theme } from "./themes.js";
import { TileGrid, tileLevel } from "./tileGrid.js";
import { TileStore } from "./tileStore.js";

const AHEAD = 96;
// Every tile counts clusters by schedule status: their rings show what is late.
const COUNTED_ALWAYS = "schedule";
const QUIET_MS = 120;
const STALE = ["symbols", "shapes", "fan"];

export class ProjectMap {
  #basemap;
  #legend;
  #overlays;
  #told = false;
  #query = filterQuery();

  /**
   * @param {{basemap: import('./basemap.js').Basemap, legend: import('./legend.js').Legend,
   *   overlays: () => object[]}} parts overlays: the visible overlay layers
   */
  constructor({ basemap, legend, overlays }) {
    this.#basemap = basemap;
    this.#legend = legend;
    this.#overlays = overlays;
    this.store = new TileStore((tile) => this.#arrived(tile));
    this.symbols = new SymbolLayer(map, pane("symbols"));
    this.shapes = new ShapeLayer(this.store);
    this.canvases = new TileGrid(map, pane("shapes"), this.shapes.paint, () => this.#isLevelShown());
    this.fan = new Fan(map, pane("fan"), [pane("symbols"), pane("names")]);
    this.selection = new Selection({
      map,
      store: this.store,
      symbols: this.symbols,
      forms: pane("forms"),
      marks: pane("marks"),
      pane: pane("fan"),
      fanned: (code) => this.fan.memberOf(code),
    });
    this.fan.closed = () => this.selection.refresh();
    this.names = new Names(map, pane("places"), pane("names"));
    this.#wire();
  }

  #wire() {
    const follow = oncePerFrame(() => this.symbols.update());
    map.on("move", follow);
    map.on("moveend", () => this.load());
    map.on("zoomend viewreset", () => this.#merge());
    this.settle = whenQuiet(() => this.#settle(), QUIET_MS);
  }

  /**
   * Ask for what a view needs under the present filter.
   * @param {{center: L.LatLng, zoom: number}|null} coming the view the map will take, else the present one
   */
  load(coming = null) {
    const box = coming ? viewBoxAt(map, coming, AHEAD) : viewBox(map, AHEAD);
    this.store.want(this.#tileQuery(), tileLevel(coming?.zoom ?? map.getZoom()), box);
    showWaiting(this.store.waiting);
    this.#fade(this.store.stale);
    this.settle();
  }

  /** Let the service make ready what the present view needs of another month. */
  foresee(month) {
    const query = new URLSearchParams(this.#tileQuery());
    query.set("month", month);
    this.store.foresee(query.toString());
  }

  /** The filter, and the theme whose classes the clusters are counted by. */
  #tileQuery() {
    const query = new URLSearchParams(this.#query);
    if (theme().id !== COUNTED_ALWAYS) query.set("color", theme().id);
    return query.toString();
  }

  /** The filter changed: the old projects stay, paler, until the new ones are asked for and here. */
  filter(query) {
    this.#query = query;
    this.fan.close();
    this.#fade(true);
    showWaiting(true);
  }

  /** The theme or the scale changed: draw everything anew. */
  redraw() {
    this.fan.close();
    this.symbols.redraw();
    this.canvases.repaint();
    this.selection.draw();
    if (map._loaded) this.load();
  }

  #isLevelShown() {
    return this.store.shown?.z === tileLevel(map.getZoom());
  }

  /** One more tile, or a whole new set. */
  #arrived(tile) {
    showWaiting(this.store.waiting);
    this.#fade(this.store.stale);
    this.#mergeSoon();
    this.canvases.repaint(tile);
    if (!tile && this.selection.item) this.selection.recheck();
  }

  #mergeSoon = oncePerFrame(() => this.#merge());

  #merge() {
    if (!this.store.shown || map._animatingZoom) return;
    this.selection.refresh();
    this.settle();
    if (this.#isLevelShown() && !this.store.stale) this.#count();
  }

  #fade(stale) {
    for (const name of STALE) pane(name).classList.toggle("is-stale", stale);
  }

  /** What waits until the map rests: names, legend, reading order. */
  #settle() {
    if (!this.store.shown) return;
    this.symbols.sort();
    this.#showLegend();
    this.legendShown();
    this.writeNames();
    this.rested();
    if (this.#isLevelShown() && !this.store.stale) this.#count();
  }

  /** Boxes of the symbols in view, in pixels of the map's box. */
  symbolBoxes() {
    const corner = map.getPixelBounds().min;
    const world = worldSize(map.getZoom());
    return this.symbols.visible.map((group) => {
      const [x, y] = [group.x * world - corner.x, group.y * world - corner.y];
      return { x0: x - group.r, y0: y - group.r, x1: x + group.r, y1: y + group.r };
    });
  }

  /** Told when the legend has the size it will keep. */
  legendShown = () => {};

  /** Told when symbols stand where they will stay. */
  rested = () => {};

  writeNames() {
    this.names.write({
      groups: this.symbols.visible,
      chosen: this.selection.named,
      basemap: this.#basemap,
      obstacles: [...floatsOver(), ...this.#linesInView()],
    });
  }

  /** Tiles of the present level: the ones whose shapes are painted. */
  #painted() {
    const z = tileLevel(map.getZoom());
    return this.store.list().filter((tile) => tile.z === z);
  }

  #linesInView() {
    const side = worldSize(map.getZoom()) / 2 ** tileLevel(map.getZoom());
    const origin = map.getPixelOrigin();
    return pointsOnLines(this.#painted(), side).map(({ x, y }) => circleBox(x - origin.x, y - origin.y, 5));
  }

  #showLegend() {
    const { of } = countInView(this.store.list(), viewBox(map), theme());
    const shapes = this.#painted().flatMap((tile) => tile.shapes);
    this.#legend.show(
      of,
      {
        cluster: this.symbols.visible.some((group) => group.n > 1),
        line: shapes.some((shape) => shape.line),
        schematic: shapes.some((shape) => !shape.line && shape.p.schematic),
      },
      this.#overlays(),
    );
  }

  /** How many projects in view stand alone and how many are in clusters, for whoever watches. */
  #count() {
    const box = viewBox(map);
    const seen = (place) => isInside(box, place);
    const cells = this.store.list().flatMap((tile) => tile.cells);
    const total = cells.reduce((sum, cell) => sum + (seen(cell) ? cell.n : 0), 0);
    const codes = this.symbols.groups.filter((group) => group.n === 1 && seen(group)).map((group) => group.key);
    const { apart } = this.symbols;
    if (apart && seen(apart.at)) codes.push(apart.code);
    const { dataset } = document.documentElement;
    dataset.mapDrawn = codes.length;
    dataset.mapClustered = total - codes.length;
    say("inview", { codes, count: total });
    if (this.#told || this.store.waiting) return;
    this.#told = true;
    requestAnimationFrame(() => setTimeout(() => say("painted", { part: "map" })));
  }
}

/** Boxes that float over the map, in layer pixels. */
function floatsOver() {
  const box = map.getContainer().getBoundingClientRect();
  const corner = map.containerPointToLayerPoint([0, 0]);
  const floats = document.querySelectorAll(
    ".map-key > .float, #card:not([hidden]), .leaflet-control, .map-inset, .elsewhere, .months",
  );
  return [...floats]
    .map((element) => element.getBoundingClientRect())
    .filter((over) => over.width)
    .map((over) => ({
      x0: over.left - box.left + corner.x,
      y0: over.top - box.top + corner.y,
      x1: over.right - box.left + corner.x,
      y1: over.bottom - box.top + corner.y,
    }));
}

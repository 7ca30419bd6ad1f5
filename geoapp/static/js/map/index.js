/** The map of the page: wires ground, projects and controls to the page's events. */

import { config, text } from "../page/config.js";
import { pageState } from "../page/state.js";
import { Basemap } from "./basemap.js";
import { CardKeeper } from "./cardKeeper.js";
import { Elsewhere } from "./elsewhere.js";
import { on, say } from "./events.js";
import { FileLayers } from "./fileLayers.js";
import { drawInsets, showInsets } from "./insetFrames.js";
import { addLayerSwitch } from "./layerSwitch.js";
import { Legend } from "./legend.js";
import { Looking } from "./looking.js";
import { FINE_ZOOM, fitScaleBar, map, onResize, pane, prepareMap } from "./mapShell.js";
import { Measure } from "./measure.js";
import { Pointing } from "./pointing.js";
import { loadItem } from "./projectItems.js";
import { ProjectMap } from "./projectMap.js";
import { forgetWidths } from "./textSize.js";
import { setTheme } from "./themes.js";
import { TileGrid } from "./tileGrid.js";

/** A pointer that rests this long on a row means it; one that passes over rows asks for nothing. */
const POINTER_RESTS_MS = 120;

const overlays = () => config.layers.filter((layer) => layer.visible && layer.kind === "overlay");
const pictures = () => config.layers.some((layer) => layer.kind === "tiles" && layer.base && layer.visible);

prepareMap();
fitScaleBar();
setTheme(pageState().color);

const basemap = new Basemap();
const ground = new TileGrid(map, pane("areas"), basemap.paint);
const legend = new Legend(document.getElementById("legend"));
const projects = new ProjectMap({ basemap, legend, overlays });
const fileLayers = new FileLayers(map, "geoapp-overlays");
const measure = new Measure(map, pane("measure"), map.getContainer());
const elsewhere = new Elsewhere(document.getElementById("elsewhere"), () => projects.symbolBoxes());
const looking = new Looking(
  basemap,
  showAreas,
  (view) => projects.load(view),
  (places) => elsewhere.know(places),
);
const keeper = new CardKeeper(document.getElementById("card"), projects, basemap);
new Pointing(projects, () => measure.isOn);

const complain = (part) => (error) => say("error", { part, status: error.status ?? 0, detail: error.message });

async function showAreas(query) {
  await basemap.choose(new URLSearchParams(query).getAll("area")).catch(complain("areas"));
  ground.repaint();
  projects.settle();
  keeper.place();
}

function turnLayer(layer, visible) {
  const drawn = fileLayers.turn(layer, visible).catch(complain(layer.id));
  basemap.filled = !pictures();
  map.options.zoomSnap = pictures() ? 1 : FINE_ZOOM;
  ground.repaint();
  drawInsets(map, config.layers);
  return drawn.then(() => projects.settle());
}

/** Who chose the selected project: 'map', 'list', … */
let chooser = null;

/** Select, show and give the focus back where it came from. */
async function choose({ code, origin }) {
  const { selection, fan } = projects;
  const before = { code: selection.code, at: selection.item?.at };
  fan.choose(code);
  await selection.select(code);
  keeper.place();
  projects.settle();
  if (code && origin !== "map" && origin !== "present" && !fan.memberOf(code)) await looking.show(code, { jump: origin === "url" });
  if (!code && origin === "card" && chooser === "map") focusAgain(before);
  if (code) chooser = origin;
}

/** The symbol of a project that was selected, or the cluster that took it back. */
function focusAgain({ code, at }) {
  const { fan, symbols } = projects;
  const cluster = at && symbols.groupAt(at);
  const button = fan.memberOf(code)?.button ?? symbols.buttonOf(code) ?? (cluster && symbols.buttonOf(cluster.key));
  setTimeout(() => (button ?? map.getContainer()).focus({ preventScroll: true }));
}

let pointed = null;

/** Point at a project's own symbol, or at the cluster that holds it. */
async function pointAt(code) {
  const { symbols } = projects;
  pointed = code;
  symbols.point(code);
  if (!code || symbols.buttonOf(code)) return;
  await new Promise((rested) => setTimeout(rested, POINTER_RESTS_MS));
  const item = pointed === code ? await loadItem(code).catch(() => null) : null;
  if (item?.at && pointed === code) symbols.point(symbols.groupAt(item.at)?.key);
}

function explainLocating() {
  const control = window.locate_control_projects;
  const status = document.getElementById("map-status");
  if (!control || !status) return;
  const tell = (key) => () => {
    status.textContent = text(key);
  };
  control.options.onLocationError = tell("map.locate.failed");
  control.options.onLocationOutsideMapBounds = tell("map.locate.outside");
  map.on("locationfound", () => {
    status.textContent = "";
  });
}

on("filters", ({ query }) => {
  projects.filter(query);
  looking.filter(query);
});
on("color", ({ color }) => {
  setTheme(color);
  projects.redraw();
});
on("ahead", ({ month }) => projects.foresee(month));
on("project", choose);
on("fly", ({ code }) => looking.flyTo(code));
on("hover", ({ code, origin }) => origin !== "map" && pointAt(code));
map.on("zoomend", () => showInsets(map));
map.on("moveend", () => elsewhere.update());
projects.legendShown = () => elsewhere.update();
onResize(() => {
  fitScaleBar();
  ground.repaint();
  projects.redraw();
  keeper.place();
  elsewhere.update();
});
document.fonts?.ready.then(() => {
  forgetWidths();
  projects.settle();
});

addLayerSwitch(map, config.layers, turnLayer);
explainLocating();
basemap.filled = !pictures();
for (const layer of config.layers)
  if (layer.visible && layer.kind !== "tiles") fileLayers.turn(layer, true).catch(complain(layer.id));
drawInsets(map, config.layers);
map.getContainer().style.background = config.layers.find((layer) => layer.background)?.background ?? "";
basemap.loadLand().then(() => ground.repaint(), complain("land"));
looking.start();
if (pageState().project) choose({ code: pageState().project, origin: "url" });

/** The map beside the lists: numbered symbols that the lines name, and all other late projects. */

import { map as shell } from "../map/mapShell.js";
import { setAttributes, svg, use } from "../map/dom.js";
import { scheduleLabel } from "../map/themes.js";
import { config } from "./config.js";
import { fitPaper } from "./fitPaper.js";
import { openGround } from "./groundMap.js";
import { spread } from "./spread.js";

/** Symbols grow with the page's letters: on a wall both are read from five metres. */
const GROWN = Math.max(1, parseFloat(getComputedStyle(document.documentElement).fontSize) / 16);
const SIZE = Math.round(34 * GROWN);
const APART = 31 * GROWN;
/** Degrees: places farther from all others than this are shown at the edge. */
const FAR = 0.35;
/** Pixels of the column beside the lists, and of the height it has for the map, on a sheet of paper. */
const PAPER = { width: 316, height: 300 };
const WAY = { color: "#17232E", weight: 1.4, interactive: false };
const SMALL = 13 * GROWN;
const { numbered, others } = JSON.parse(document.getElementById("attention-places").textContent);
const lines = (code) => document.querySelectorAll(`[data-code="${CSS.escape(code)}"]`);

function picture({ n, schedule }) {
  const label = svg("text", { class: "fig", x: 17, y: 21.6, "text-anchor": "middle", "font-size": n < 100 ? 12.5 : 10 });
  label.textContent = String(n);
  return svg(
    "svg",
    { class: `sym numbered sym-schedule-${schedule}`, viewBox: "0 0 34 34", width: SIZE, height: SIZE, "aria-hidden": true, focusable: "false" },
    use(`shape-schedule-${schedule}`, { width: 34, height: 34 }),
    label,
  );
}

/** A late project that no line names: its shape alone, under all numbers. */
function small([, lon, lat]) {
  const shape = use("shape-schedule-late", { width: 34, height: 34 });
  const html = svg("svg", { viewBox: "0 0 34 34", width: SMALL, height: SMALL, "aria-hidden": true, focusable: "false" }, shape);
  const icon = L.divIcon({ html, className: "att-other", iconSize: [SMALL, SMALL] });
  return L.marker([lat, lon], { icon, interactive: false, keyboard: false });
}

function sign(place) {
  const words = `${place.n}. ${place.name}, ${scheduleLabel({ schedule: place.schedule }).toLowerCase()}`;
  const icon = L.divIcon({ html: picture(place), className: "att-number", iconSize: [SIZE, SIZE] });
  const marker = L.marker([place.lat, place.lon], { icon, title: words, alt: words, riseOnHover: true, zIndexOffset: 1000 - place.n });
  marker.on("add", () => setAttributes(marker.getElement(), { "aria-label": words }));
  marker.on("click", () => visit(place.code));
  marker.on("mouseover focus", () => point(place.code, true));
  marker.on("mouseout blur", () => point(place.code, false));
  return marker;
}

/** Show the first line of a project, its link in focus: one more key opens the project. */
function visit(code) {
  const [line] = lines(code);
  line?.scrollIntoView({ block: "nearest" });
  line?.querySelector("a")?.focus({ preventScroll: true });
}

const signs = new Map(numbered.map((place) => [place.code, sign(place)]));

function point(code, on) {
  for (const line of lines(code)) line.classList.toggle("is-pointed", on);
  signs.get(code)?.getElement()?.classList.toggle("is-pointed", on);
}

/**
 * Numbered symbols move apart until each number can be read; a line leads back to the place.
 * While `pinned`, what lies beyond the frame stands at its edge.
 */
function settle(ways, pinned) {
  const homes = numbered.map(({ lat, lon }) => shell.latLngToContainerPoint([lat, lon]));
  const size = shell.getSize();
  const edge = ({ x, y }) => ({ x: clamp(x, size.x), y: clamp(y, size.y) });
  const outside = homes.map(({ x, y }) => pinned && (x < 0 || y < 0 || x > size.x || y > size.y));
  const spots = spread(homes.map((home, i) => (outside[i] ? edge(home) : home)), APART);
  ways.clearLayers();
  numbered.forEach(({ code, lat, lon }, i) => {
    const at = shell.containerPointToLatLng(L.point(spots[i].x, spots[i].y));
    const marker = signs.get(code).setLatLng(at);
    marker.getElement()?.classList.toggle("is-outside", outside[i]);
    if (outside[i]) ways.addLayer(L.polyline([at, [lat, lon]], { ...WAY, dashArray: "3 4" }));
    else if (spots[i].moved) ways.addLayer(L.polyline([[lat, lon], at], WAY));
  });
}

const clamp = (value, most) => Math.max(SIZE / 2 + 4, Math.min(most - SIZE / 2 - 4, value));

const boxOf = (points) => [
  Math.min(...points.map(([lon]) => lon)),
  Math.min(...points.map(([, lat]) => lat)),
  Math.max(...points.map(([lon]) => lon)),
  Math.max(...points.map(([, lat]) => lat)),
];

/** The box of most places: those far from all others would make the map too small to read. */
function frame() {
  const points = [...numbered.map(({ lat, lon }) => [lon, lat]), ...others.map(([, lon, lat]) => [lon, lat])];
  if (!points.length) return config.home;
  const groups = [];
  for (const point of points) {
    const near = groups.filter((group) => group.some((one) => Math.hypot(one[0] - point[0], one[1] - point[1]) < FAR));
    groups.push([point, ...near.flat()]);
    for (const group of near) groups.splice(groups.indexOf(group), 1);
  }
  return boxOf(groups.sort((a, b) => b.length - a.length)[0]);
}

function wireLines() {
  for (const line of document.querySelectorAll("[data-code]")) {
    for (const [event, on] of [["pointerenter", true], ["pointerleave", false], ["focusin", true], ["focusout", false]])
      line.addEventListener(event, () => point(line.dataset.code, on));
  }
}

async function draw() {
  const { map, ready } = openGround(frame(), { closest: 12 });
  const ways = L.layerGroup().addTo(map);
  for (const other of others) small(other).addTo(map);
  for (const marker of signs.values()) marker.addTo(map);
  let pinned = true;
  map.on("dragstart zoomstart", () => (pinned = false));
  map.on("moveend resize", () => settle(ways, pinned));
  settle(ways, pinned);
  wireLines();
  fitPaper(map.getContainer().closest(".map-box"), PAPER);
  await ready;
  document.documentElement.dataset.ready = "";
}

draw();

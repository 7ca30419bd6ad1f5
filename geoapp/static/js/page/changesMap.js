/** The map of what changed: a sign for each project, old and new outlines where something moved. */

import { html, svg, use } from "../map/dom.js";
import { Elsewhere } from "../map/elsewhere.js";
import { mainBox } from "../map/view.js";
import { config, text } from "./config.js";
import { fitPaper } from "./fitPaper.js";
import { openGround, show } from "./groundMap.js";
import { sharesOf } from "./shares.js";

const SIZE = 26;
/** Pixels of an A4 sheet’s width without its margins, and of not half of its height. */
const PAPER = { width: 702, height: 454 };
const LATE = new Set(["became-late", "slipped"]);
const CLOSEST = 13;
const OLD = { color: "#5F6C77", weight: 2.2, dashArray: "5 4", fill: false, interactive: false };
const NEW = { color: "#14344C", weight: 2.6, fillColor: "#14344C", fillOpacity: 0.15, interactive: false };
const WAY = { color: "#17232E", weight: 1.6, dashArray: "2 4", interactive: false };
const box = document.querySelector(".changes-map");

const spotOf = ({ coordinates: [lon, lat] }) => L.latLng(lat, lon);
const dot = (style) => (_feature, latlng) => L.circleMarker(latlng, { ...style, radius: 6 });

function sign({ properties, geometry }) {
  const picture = svg(
    "svg",
    { viewBox: "0 0 28 28", width: SIZE, height: SIZE, "aria-hidden": true, focusable: "false" },
    use(`change-${properties.group}`),
  );
  const words = `${properties.name}, ${text(`changes.${properties.group}`)}`;
  const icon = L.divIcon({ html: picture, className: "change-sign", iconSize: [SIZE, SIZE] });
  const marker = L.marker(spotOf(geometry), { icon, title: words, alt: words, riseOnHover: true, zIndexOffset: LATE.has(properties.group) ? 1000 : 0 });
  marker.on("add", () => marker.getElement().setAttribute("aria-label", words));
  return marker.bindPopup(() => popup(properties, words));
}

function popup({ code }, words) {
  const body = document.createElement("div");
  const name = document.createElement("p");
  const link = document.createElement("a");
  name.textContent = words;
  link.href = `#change-${code}`;
  link.textContent = text("changes.see");
  body.append(name, link);
  return body;
}

function boxOf(features) {
  const bounds = L.geoJSON({ type: "FeatureCollection", features }).getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/** A line from where each project was to where it is. */
function ways(features) {
  const spots = (role) =>
    new Map(
      features
        .filter((one) => one.properties.role === role)
        .map((one) => [one.properties.code, L.geoJSON(one).getBounds().getCenter()]),
    );
  const now = spots("new");
  return [...spots("old")]
    .filter(([code]) => now.has(code))
    .map(([code, from]) => L.polyline([from, now.get(code)], WAY));
}

/** Begin where most of it lies; what is far from there is named at the edge, one click away. */
function lookAround(map, all, anchors) {
  const shares = sharesOf(anchors, config.places, LATE);
  const signs = html("div", { class: "elsewhere-signs" });
  map.getContainer().closest(".map-box").append(signs);
  const elsewhere = new Elsewhere(signs, () => []);
  elsewhere.know(shares);
  map.on("moveend resize", () => elsewhere.update());
  show(mainBox(map, all, shares), { closest: CLOSEST });
}

function linkRows(map, signs) {
  for (const button of document.querySelectorAll(".show-on-map")) {
    const marker = signs.get(button.dataset.code);
    button.hidden = !marker;
    button.addEventListener("click", () => {
      document.querySelector(".map-box").scrollIntoView({ block: "center" });
      map.setView(marker.getLatLng(), Math.max(map.getZoom(), 12), { animate: false });
      marker.openPopup();
    });
  }
}

async function draw() {
  const answer = await fetch(box.dataset.url, { headers: { accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${box.dataset.url}: ${answer.status}`);
  const { features } = await answer.json();
  const of = (role) => features.filter((one) => one.properties.role === role);
  const all = features.length ? boxOf(features) : config.home;
  const { map, ready } = openGround(all, { closest: CLOSEST });
  L.geoJSON(of("old"), { style: OLD, pointToLayer: dot({ ...OLD, fill: true, fillColor: "#fff", fillOpacity: 1 }) }).addTo(map);
  L.geoJSON(of("new"), { style: NEW, pointToLayer: dot(NEW) }).addTo(map);
  for (const way of ways(features)) way.addTo(map);
  const signs = new Map(of("anchor").map((one) => [one.properties.code, sign(one).addTo(map)]));
  linkRows(map, signs);
  lookAround(map, all, of("anchor"));
  fitPaper(map.getContainer().closest(".map-box"), PAPER);
  await ready;
  document.documentElement.dataset.ready = "";
}

if (box)
  draw().catch(() => {
    box.textContent = text("changes.failed");
  });

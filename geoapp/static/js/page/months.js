/** The months' slider: the map as the reports of a month showed it, step by step or by itself. */

import { config, text } from "./config.js";
import { filterQuery, setMonth } from "./state.js";

const STEP_MS = 900;
const LOOK_AGAIN_MS = 80;
const box = document.getElementById("months");
const range = document.getElementById("month-range");
const words = document.getElementById("month-words");
const play = document.getElementById("month-play");
const months = box ? monthsBetween(box.dataset.first, box.dataset.last) : [];
/** The place behind the last month shows what is known now. */
const NOW = months.length;
let timer = 0;
let held = false;

/** Return every month from `first` to `last`, both as YYYY-MM. */
export function monthsBetween(first, last) {
  const found = [];
  for (let [year, month] = first.split("-").map(Number); ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (name > last) return found;
    found.push(name);
  }
}

function said(month) {
  if (!month) return text("months.now");
  const [year, number] = month.split("-");
  if (config.lang === "vi") return `${number}/${year}`;
  return new Date(Date.UTC(year, number - 1)).toLocaleDateString("en", { month: "short", year: "numeric", timeZone: "UTC" });
}

const chosen = () => new URLSearchParams(filterQuery()).get("month");
const placeOf = (month) => (month ? months.indexOf(month) : NOW);

function show() {
  const month = chosen();
  const place = placeOf(month);
  if (place >= 0) range.value = place;
  words.textContent = said(month);
  range.setAttribute("aria-valuetext", said(month));
  box.classList.toggle("is-past", Boolean(month));
}

/** One slide, one play is one step in the history, however many months it passes. */
function go(place) {
  setMonth(months[place] ?? null, { replace: held });
  held = true;
  const ahead = months[place + 1];
  if (ahead) document.dispatchEvent(new CustomEvent("geoapp:ahead", { detail: { month: ahead } }));
}

function stop() {
  clearTimeout(timer);
  timer = 0;
  play.setAttribute("aria-pressed", "false");
  play.setAttribute("aria-label", text("months.play"));
}

/** The next month comes when this one is on the map. */
function advance() {
  if (document.querySelector(".leaflet-map-pane .is-stale")) timer = setTimeout(advance, LOOK_AGAIN_MS);
  else if (Number(range.value) >= NOW) stop();
  else {
    go(Number(range.value) + 1);
    timer = setTimeout(advance, STEP_MS);
  }
}

function start() {
  play.setAttribute("aria-pressed", "true");
  play.setAttribute("aria-label", text("months.stop"));
  held = false;
  if (Number(range.value) >= NOW) go(0);
  timer = setTimeout(advance, STEP_MS);
}

export function wireMonths() {
  if (!box) return;
  range.max = NOW;
  range.addEventListener("input", () => {
    stop();
    go(Number(range.value));
  });
  range.addEventListener("change", () => (held = false));
  play.addEventListener("click", () => (timer ? stop() : start()));
  document.addEventListener("geoapp:filters", show);
  show();
  box.hidden = false;
}

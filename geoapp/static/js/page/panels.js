/**
 * Summary, filters and list are parts the server renders; htmx puts them in place.
 *
 * While a part is asked again its old content stays (paler, see map-page.css). What fails is said in
 * an amber band, and the filters stay as they are.
 */

import { text } from "./config.js";
import { partsQuery } from "./state.js";

const AGAIN_AFTER_MS = 5000;
const NEEDED_BY = {
  "geoapp:filters": ["summary", "filters", "list"],
  "geoapp:sort": ["list"],
  "geoapp:page": ["list"],
  "geoapp:color": ["list"],
};

const wanted = new Set();
const folds = new Map();
let announceNext = false;
let retry = 0;

const panel = (name) => document.querySelector(`[data-panel="${name}"]`);

/** Ask for a part of the page: `url` may hold a query already. The promise ends with the swap. */
export function fetchInto(target, url, query = partsQuery()) {
  const address = query ? `${url}${url.includes("?") ? "&" : "?"}${query}` : url;
  return window.htmx.ajax("GET", address, { source: target, target, swap: "innerHTML" });
}

function load(names) {
  if (!wanted.size) {
    queueMicrotask(() => {
      for (const name of wanted) fetchInto(panel(name), panel(name).dataset.url);
      wanted.clear();
    });
  }
  for (const name of names) wanted.add(name);
}

function painted(part) {
  requestAnimationFrame(() => setTimeout(() => {
    document.dispatchEvent(new CustomEvent("geoapp:painted", { detail: { part } }));
  }));
}

function say(sentence) {
  document.getElementById("live").textContent = sentence;
}

/** Show what went wrong and offer to ask again; an unreachable service is asked again by itself. */
function complain(status) {
  const band = document.getElementById("notice");
  const words = document.createElement("span");
  words.textContent = status === 400 ? text("parts.refused") : text(status ? "parts.failed" : "parts.unreachable");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button is-plain";
  button.textContent = text("parts.again");
  button.addEventListener("click", () => load(NEEDED_BY["geoapp:filters"]));
  band.replaceChildren(words, button);
  band.hidden = false;
  clearTimeout(retry);
  if (status !== 400) retry = setTimeout(() => load(NEEDED_BY["geoapp:filters"]), AGAIN_AFTER_MS);
}

function recover() {
  clearTimeout(retry);
  document.getElementById("notice").hidden = true;
}

function rememberFolds(part) {
  for (const fold of part.querySelectorAll("details[id]")) folds.set(fold.id, fold.open);
}

function restoreFolds(part) {
  for (const fold of part.querySelectorAll("details[id]")) {
    if (folds.has(fold.id)) fold.open = folds.get(fold.id) || fold.open;
  }
}

export function wirePanels() {
  for (const [name, parts] of Object.entries(NEEDED_BY)) {
    document.addEventListener(name, () => {
      announceNext ||= name === "geoapp:filters";
      load(parts);
    });
  }
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target.dataset.panel) rememberFolds(event.detail.target);
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    const part = event.detail.target.dataset.panel;
    if (!part) return;
    recover();
    restoreFolds(event.detail.target);
    if (part === "list") document.getElementById("side-scroll").scrollTop = 0;
    if (part === "summary" && announceNext) {
      announceNext = false;
      say(document.getElementById("summary-words").textContent);
    }
    painted(part);
  });
  document.body.addEventListener("htmx:responseError", (event) => complain(event.detail.xhr.status));
  document.body.addEventListener("htmx:sendError", () => complain(0));
  document.addEventListener("geoapp:error", ({ detail }) => (detail.status === null ? recover() : complain(detail.status)));
  load(NEEDED_BY["geoapp:filters"]);
}

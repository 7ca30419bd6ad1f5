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
const busy = new WeakMap();
const newest = new WeakMap();
const asked = new WeakMap();
let announceNext = false;
let retry = 0;
let lasting = false;

const panel = (name) => document.querySelector(`[data-panel="${name}"]`);

async function swapInto(target, address) {
  let swapped = false;
  const note = () => (swapped = true);
  target.addEventListener("htmx:afterSwap", note);
  try {
    await window.htmx.ajax("GET", address, { source: target, target, swap: "innerHTML" });
  } catch {
    // htmx tells why by its own events, which complain() hears.
  }
  target.removeEventListener("htmx:afterSwap", note);
  return swapped;
}

/**
 * Ask for a part of the page, one question at a time: of those that wait, only the newest is asked.
 * @returns {Promise<boolean>} true when the answer is in place, false when it failed or was overtaken
 */
export async function fetchInto(target, url, query = partsQuery()) {
  const address = query ? `${url}${url.includes("?") ? "&" : "?"}${query}` : url;
  newest.set(target, address);
  while (busy.has(target)) await busy.get(target);
  if (newest.get(target) !== address) return false;
  asked.set(target, address);
  const answer = swapInto(target, address);
  busy.set(target, answer);
  const swapped = await answer;
  busy.delete(target);
  return swapped;
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
  requestAnimationFrame(() =>
    setTimeout(() => {
      document.dispatchEvent(new CustomEvent("geoapp:painted", { detail: { part } }));
    }),
  );
}

function say(sentence) {
  document.getElementById("live").textContent = sentence;
}

const reloadAll = () => load(NEEDED_BY["geoapp:filters"]);

function againButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button is-plain";
  button.textContent = text("parts.again");
  button.addEventListener("click", reloadAll);
  return button;
}

/** Show what went wrong. What may pass by itself is asked again, by a button and after a while. */
function complain(status) {
  const passing = status !== 400 && status !== 404;
  const key = { 0: "parts.unreachable", 400: "parts.refused", 404: "parts.gone" }[status] ?? "parts.failed";
  const band = document.getElementById("notice");
  const words = document.createElement("span");
  words.textContent = text(key);
  band.replaceChildren(words, ...(passing ? [againButton()] : []));
  band.hidden = false;
  lasting = status === 404;
  clearTimeout(retry);
  if (passing) retry = setTimeout(reloadAll, AGAIN_AFTER_MS);
}

function recover() {
  if (lasting) return;
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
      lasting = false;
      load(parts);
    });
  }
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    const { target } = event.detail;
    // Putting an overtaken answer in place would take back what was chosen since it was asked for.
    if (newest.get(target) !== asked.get(target)) event.detail.shouldSwap = false;
    else if (target.dataset.panel) rememberFolds(target);
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
  document.addEventListener("geoapp:error", ({ detail }) =>
    detail.status === null ? recover() : complain(detail.status),
  );
  reloadAll();
}

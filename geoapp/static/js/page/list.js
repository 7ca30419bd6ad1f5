/** The list beside the map: the map's twin in words, chosen and pointed at in both directions. */

import { text } from "./config.js";
import { pageState, patch } from "./state.js";

const list = document.getElementById("list");

/** How many projects the map shows, which may be known before the list is here; null until then. */
let inView = null;

const rows = () => [...list.querySelectorAll(".row")];
const rowOf = (code) => (code ? list.querySelector(`.row[data-code="${CSS.escape(code)}"]`) : null);

function mark(code) {
  for (const row of rows()) {
    if (row.dataset.code === code) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function showInView() {
  const words = document.getElementById("in-view");
  if (words && inView !== null) words.textContent = text("list.in_view", { count: inView.toLocaleString("vi") });
}

function pointAt(code) {
  document.dispatchEvent(new CustomEvent("geoapp:hover", { detail: { code, origin: "list" } }));
}

function step(row, key) {
  const all = rows();
  const at = all.indexOf(row);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[key];
  all[to]?.focus();
}

function wireKeys() {
  list.addEventListener("keydown", (event) => {
    const row = event.target.closest(".row");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      patch({ project: row.dataset.code }, { origin: "list", replace: Boolean(pageState().project) });
      document.dispatchEvent(new CustomEvent("geoapp:open-card", { detail: { opener: row.dataset.code } }));
    } else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
      event.preventDefault();
      step(row, event.key);
    }
  });
}

function wirePointer() {
  list.addEventListener("click", (event) => {
    const row = event.target.closest(".row");
    if (!row || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    patch({ project: row.dataset.code }, { origin: "list", replace: Boolean(pageState().project) });
  });
  list.addEventListener("pointerover", (event) => pointAt(event.target.closest(".row")?.dataset.code ?? null));
  list.addEventListener("pointerleave", () => pointAt(null));
  list.addEventListener("focusin", (event) => pointAt(event.target.closest(".row")?.dataset.code ?? null));
  list.addEventListener("focusout", () => pointAt(null));
}

export function focusRow(code) {
  rowOf(code)?.focus();
}

export function wireList() {
  wireKeys();
  wirePointer();
  document.addEventListener("geoapp:project", ({ detail }) => {
    mark(detail.code);
    if (detail.origin !== "list") rowOf(detail.code)?.scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("geoapp:hover", ({ detail }) => {
    if (detail.origin === "list") return;
    for (const row of rows()) row.classList.toggle("is-hovered", row.dataset.code === detail.code);
  });
  document.addEventListener("geoapp:inview", ({ detail }) => {
    inView = detail.count;
    showInView();
  });
  document.addEventListener("geoapp:painted", ({ detail }) => {
    if (detail.part !== "list") return;
    mark(pageState().project);
    showInView();
  });
}

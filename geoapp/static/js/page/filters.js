/** The filter form: every change goes into the address at once; the form need not be sent. */

import { text } from "./config.js";
import { closeDrawer } from "./drawer.js";
import { filterQuery, setFilter, setFilters } from "./state.js";

const TYPING_MS = 250;
const form = document.getElementById("filters");
const search = document.getElementById("q");
let typing = 0;
let held = null;

function valuesOf(name) {
  return new FormData(form).getAll(name).map(String);
}

/** Kinds hang on their sector: they leave with it. */
function dropKindsOf(box) {
  const kinds = box.closest(".option").nextElementSibling;
  if (box.checked || !kinds?.matches(".kinds")) return;
  for (const kind of kinds.querySelectorAll("input")) kind.checked = false;
}

function applyBox(box) {
  if (box.name !== "sector") return setFilter(box.name, valuesOf(box.name));
  dropKindsOf(box);
  const next = new URLSearchParams(filterQuery());
  for (const name of ["sector", "kind"]) {
    next.delete(name);
    for (const value of valuesOf(name)) next.append(name, value);
  }
  return setFilters(next);
}

/** While a year is typed there are days that cannot be: they wait. */
function applyDay(field) {
  if (field.validity.valid) setFilter(field.name, field.value ? [field.value] : []);
}

/** One search, one move of a handle is one step in the history, however many letters or keys it took. */
function applyHeld(field, name, values) {
  setFilter(name, values, { replace: held === field.id });
  held = field.id;
}

function applySearch() {
  clearTimeout(typing);
  applyHeld(search, "q", [search.value]);
}

async function copyLink() {
  const live = document.getElementById("live");
  const button = document.getElementById("copy-link");
  const words = button.textContent;
  const waits = [];
  document.dispatchEvent(new CustomEvent("geoapp:copying", { detail: { waits } }));
  await Promise.all(waits);
  try {
    await navigator.clipboard.writeText(location.href);
    button.textContent = text("link.copied");
  } catch {
    window.prompt(text("link.copy"), location.href);
  }
  live.textContent = button.textContent;
  setTimeout(() => {
    button.textContent = words;
  }, 2500);
}

function showFacts() {
  const facts = document.getElementById("filter-facts").dataset;
  document.getElementById("show-results").textContent = text("filters.show", { count: facts.total });
  for (const count of document.querySelectorAll("[data-filter-count]"))
    count.textContent = facts.chosen === "0" ? "" : facts.chosen;
  const query = new URLSearchParams(filterQuery());
  for (const quick of document.querySelectorAll("[data-open-filters]")) {
    quick.classList.toggle("is-on", query.has(quick.dataset.openFilters));
  }
}

export function wireFilters() {
  form.addEventListener("change", (event) => {
    const field = event.target;
    if (field.type === "checkbox") applyBox(field);
    else if (field.type === "date") applyDay(field);
    else if (field.type === "range") applyHeld(field, "progress", valuesOf("progress"));
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    applySearch();
    closeDrawer();
  });
  form.addEventListener("click", (event) => {
    const remove = event.target.closest("[data-remove-area]");
    if (remove)
      setFilter(
        "area",
        valuesOf("area").filter((area) => area !== remove.dataset.removeArea),
      );
  });
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(applySearch, TYPING_MS);
  });
  form.addEventListener("focusin", (event) => {
    if (event.target.id !== held) held = null;
  });
  document.getElementById("clear-filters").addEventListener("click", (event) => {
    event.preventDefault();
    setFilters(new URLSearchParams());
  });
  document.getElementById("copy-link").addEventListener("click", copyLink);
  document.addEventListener("geoapp:filters", () => {
    if (document.activeElement !== search)
      search.value = new URLSearchParams(filterQuery()).getAll("q").at(-1) ?? "";
  });
  document.addEventListener("geoapp:painted", (event) => {
    if (event.detail.part === "filters") showFacts();
  });
}

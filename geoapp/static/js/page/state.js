/**
 * The state of the page is its address: this module alone reads and writes it.
 *
 * Filters stand in the contract's order, then the page state without its usual values, so that
 * one state has one address. The hash (map position) is kept; `placeHash` replaces it.
 */

const FILTERS = [
  "area",
  "sector",
  "kind",
  "funding",
  "stage",
  "schedule",
  "progress",
  "agency",
  "q",
  "as_of",
  "month",
];
const USUAL = { color: "schedule", lang: "vi", sort: "worst", page: "1", view: "map", project: null };
const ONE_VALUE = new Set(["as_of", "month"]);

let current = canonical(new URLSearchParams(location.search));
show(current);

function canonical(params) {
  const kept = new URLSearchParams();
  for (const name of FILTERS) {
    const values = new Set(
      params
        .getAll(name)
        .map((value) => value.trim())
        .filter(Boolean),
    );
    for (const value of ONE_VALUE.has(name) ? [...values].slice(-1) : values) kept.append(name, value);
  }
  for (const [name, usual] of Object.entries(USUAL)) {
    const value = params.get(name);
    if (value && value !== usual) kept.set(name, value);
  }
  return kept;
}

function withoutNames(params, names) {
  const rest = new URLSearchParams(params);
  for (const name of names) rest.delete(name);
  return rest;
}

/** Return the filters alone, ready to follow a question mark. */
export function filterQuery() {
  return readable(withoutNames(current, Object.keys(USUAL)));
}

/** Return the filters and the language: what other pages are asked with. */
export function filtersQuery() {
  return readable(withoutNames(current, Object.keys(USUAL).filter((name) => name !== "lang")));
}

/** Return the query of the parts beside the map: all but which project is chosen and how it is viewed. */
export function partsQuery() {
  return readable(withoutNames(current, ["project", "view"]));
}

/** Return what a file made of this page is asked with: filters, colours, language. */
export function exportQuery() {
  return readable(withoutNames(current, ["sort", "page", "project", "view"]));
}

/** Return color, lang, sort, page, view and project, usual values filled in. */
export function pageState() {
  return Object.fromEntries(Object.entries(USUAL).map(([name, usual]) => [name, current.get(name) ?? usual]));
}

/** Return the address of this page with `changes` to its page state; null takes a value away. */
export function address(changes = {}) {
  return addressOf(canonical(changed(current, changes)));
}

/** Colons and at signs of areas stay readable, as the server writes them. */
function readable(params) {
  return params.toString().replaceAll("%3A", ":").replaceAll("%40", "@").replaceAll("%2C", ",");
}

function addressOf(params) {
  const query = readable(params);
  return location.pathname + (query ? `?${query}` : "") + location.hash;
}

function changed(params, changes) {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Replace all filters; a new question starts on page 1 with no project chosen. */
export function setFilters(params, { replace = false } = {}) {
  const next = withoutNames(current, [...FILTERS, "page", "project"]);
  for (const name of FILTERS) for (const value of params.getAll(name)) next.append(name, value);
  go(next, { replace, origin: "filters" });
}

/** Replace the values of one filter and keep the others. */
export function setFilter(name, values, options = {}) {
  const next = withoutNames(new URLSearchParams(filterQuery()), [name]);
  for (const value of values) next.append(name, value);
  setFilters(next, options);
}

/** Show the reports of another month, null for what is known now; what is chosen stays chosen. */
export function setMonth(month, { replace = false } = {}) {
  const next = withoutNames(current, ["month", "page"]);
  if (month) next.set("month", month);
  go(next, { replace, origin: "months" });
}

/** Change the page state: color, sort, page, view, project. `origin` says who chose. */
export function patch(changes, { replace = false, origin = "page" } = {}) {
  go(changed(current, changes), { replace, origin });
}

/** Write the map's position (`#zoom/lat/lon`) without a step in the history. */
export function placeHash(hash) {
  const base = location.pathname + location.search;
  history.replaceState(history.state, "", hash ? `${base}#${hash.replace(/^#/, "")}` : base);
}

function go(params, { replace, origin }) {
  const next = canonical(params);
  if (next.toString() === current.toString()) return;
  history[replace ? "replaceState" : "pushState"](null, "", addressOf(next));
  announce(next, origin);
}

function show(params) {
  document.documentElement.dataset.view = params.get("view") ?? "map";
  document.documentElement.dataset.color = params.get("color") ?? USUAL.color;
}

function announce(next, origin) {
  const before = { filters: filterQuery(), ...pageState() };
  current = next;
  show(next);
  const now = { filters: filterQuery(), ...pageState() };
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`geoapp:${name}`, { detail }));
  tell("address", {});
  if (now.filters !== before.filters) tell("filters", { query: now.filters });
  for (const name of ["color", "sort", "page", "view"]) {
    if (now[name] !== before[name]) tell(name, { [name]: now[name] });
  }
  if (now.project !== before.project) tell("project", { code: now.project, origin });
}

addEventListener("popstate", () => {
  const next = canonical(new URLSearchParams(location.search));
  if (next.toString() !== current.toString()) announce(next, "url");
});

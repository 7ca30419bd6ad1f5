/** Links that change the state of the page: they stay true links, and work without a new page load. */

import { address, exportQuery, filtersQuery, pageState, patch, setFilters } from "./state.js";

function plain(event) {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

function changesOf(link) {
  return Object.fromEntries(new URLSearchParams(link.dataset.change));
}

/** Point every link that changes one thing at the present state with that change. */
function refresh() {
  for (const link of document.querySelectorAll("a[data-change]")) link.href = address(changesOf(link));
  for (const link of document.querySelectorAll("a[data-filtered]")) link.search = filtersQuery();
  for (const link of document.querySelectorAll("a[data-export]")) link.search = exportQuery();
}

export function wireLinks() {
  document.addEventListener("geoapp:address", refresh);
  refresh();
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-filters], a[data-page]");
    if (!link || !plain(event)) return;
    event.preventDefault();
    if (link.dataset.page) patch({ page: link.dataset.page });
    else setFilters(new URL(link.href).searchParams);
  });
  document.addEventListener("change", (event) => {
    if (event.target.name === "color") patch({ color: event.target.value });
    if (event.target.name === "sort") patch({ sort: event.target.value, page: null });
  });
  document.addEventListener("geoapp:color", () => {
    for (const radio of document.querySelectorAll("#theme-switch input"))
      radio.checked = radio.value === pageState().color;
  });
}

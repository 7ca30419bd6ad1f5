/** On narrow screens the filters open over the page, as a dialog that gives the focus back. */

const panel = document.getElementById("filter-panel");
const around = [...document.querySelectorAll(".top, .quick, .map-column, .side")];
let opener = null;

export function closeDrawer() {
  if (!panel.classList.contains("is-open")) return;
  panel.classList.remove("is-open");
  panel.removeAttribute("role");
  panel.removeAttribute("aria-modal");
  panel.removeAttribute("aria-label");
  for (const part of around) part.inert = false;
  opener?.focus();
}

function openDrawer(button) {
  opener = button;
  panel.classList.add("is-open");
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-modal", "true");
  panel.setAttribute("aria-label", opener.textContent.trim());
  for (const part of around) part.inert = true;
  const facet = document.getElementById(`facet-${button.dataset.openFilters}`);
  facet?.scrollIntoView({ block: "start" });
  (facet?.querySelector("input:not([type=hidden])") ?? document.getElementById("close-filters")).focus({
    preventScroll: Boolean(facet),
  });
}

export function wireDrawer() {
  for (const button of document.querySelectorAll("#open-filters, [data-open-filters]")) {
    button.addEventListener("click", () => openDrawer(button));
  }
  document.getElementById("close-filters").addEventListener("click", closeDrawer);
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && panel.classList.contains("is-open")) {
      event.preventDefault();
      closeDrawer();
    }
  });
  const key = document.getElementById("key-button");
  key.addEventListener("click", () => {
    const isOpen = document.getElementById("map-key").classList.toggle("is-open");
    key.setAttribute("aria-expanded", String(isOpen));
  });
  matchMedia("(min-width: 1100px)").addEventListener("change", closeDrawer);
}

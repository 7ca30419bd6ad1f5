/** Counts that were pressed stay marked when the rows below them are exchanged. */

export function wireFilters() {
  document.body.addEventListener("htmx:afterSwap", ({ target, detail }) => {
    if ((detail.target ?? target).id !== "rows") return;
    const { outcome } = document.getElementById("rows").dataset;
    for (const link of document.querySelectorAll(".counts a")) {
      if (link.dataset.outcome === outcome) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  });
}

/** Tell measuring tools and tests when map, list, filters and summary have all been painted once. */

const missing = new Set(["map", "list", "filters", "summary"]);

export function wireReady() {
  document.addEventListener("geoapp:painted", ({ detail }) => {
    if (!missing.delete(detail.part) || missing.size) return;
    performance.mark("geoapp:ready");
    document.documentElement.dataset.ready = "true";
  });
}

/** The bar on top of the map; the style sheet lets it show only after 300 ms. */

const bar = document.getElementById("map-progress");

export function showWaiting(waiting) {
  if (bar && bar.hidden === waiting) bar.hidden = !waiting;
}

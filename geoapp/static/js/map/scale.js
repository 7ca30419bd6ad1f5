/** How much larger than on a desk everything on the map is drawn: for walls and large screens. */

let scale = measure();

/** 1 on an ordinary screen, more where text is larger; doubled while presenting to a 1920 px wall. */
export const symbolScale = () => scale;

/** Measure again after the page changed its size or its view; true when symbols must change. */
export function scaleChanged() {
  const before = scale;
  scale = measure();
  return scale !== before;
}

function measure() {
  const root = document.documentElement;
  if (root.dataset.view !== "present") return (parseFloat(getComputedStyle(root).fontSize) || 16) / 16;
  return Math.max(1, 2 * Math.min(window.innerWidth / 1920, window.innerHeight / 1080));
}

/** How much larger than on a desk everything on the map is drawn: for walls and large screens. */

/** 1 on an ordinary screen, more where text is larger; doubled while presenting to a 1920 px wall. */
export function symbolScale() {
  const root = document.documentElement;
  if (root.dataset.view !== "present") return (parseFloat(getComputedStyle(root).fontSize) || 16) / 16;
  return Math.max(1, 2 * Math.min(window.innerWidth / 1920, window.innerHeight / 1080));
}

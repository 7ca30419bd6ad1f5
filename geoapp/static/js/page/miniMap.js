/** The small maps of a page: a project with its surroundings, or a geometry before and after. */

import { text } from "./config.js";
import { framed } from "./miniMapFrame.js";
import { HEIGHT, WIDTH, drawGround, drawScale, read, sheet } from "./miniMapGround.js";
import { drawMoves } from "./miniMapMoves.js";
import { drawProject } from "./miniMapProject.js";

/** Maps far below are drawn when somebody comes near. */
const NEAR = "600px";
const LEAST_MOVED_M = 300;

async function projectMap(box) {
  const project = await read(box.dataset.items);
  const frame = framed([project.geometry], WIDTH, HEIGHT, { around: project.properties.accuracy_m ?? 0 });
  const svg = sheet();
  const own = new Set((project.properties.areas ?? []).map((one) => one.area));
  await drawGround(svg, frame, box.dataset.areas, own);
  drawProject(svg, frame, project);
  drawScale(svg, frame);
  box.replaceChildren(svg);
}

async function movedMap(box) {
  const { features } = await read(box.dataset.moves);
  if (!features.length) return box.parentElement.remove();
  const frame = framed(
    features.map((one) => one.geometry),
    WIDTH,
    HEIGHT,
    { least: LEAST_MOVED_M },
  );
  const svg = sheet();
  await drawGround(svg, frame, box.dataset.areas);
  drawMoves(svg, frame, features);
  drawScale(svg, frame);
  return box.replaceChildren(svg);
}

function draw(box) {
  return (box.dataset.moves ? movedMap(box) : projectMap(box)).catch(() => {
    box.textContent = text("minimap.failed");
  });
}

const watcher = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      watcher.unobserve(target);
      draw(target);
    }
  },
  { rootMargin: NEAR },
);
for (const box of document.querySelectorAll(".mini-map")) watcher.observe(box);

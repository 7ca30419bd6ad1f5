/** The phone's sheet over the map: three stops, by finger, by mouse and by the arrow keys. */

import { text } from "./config.js";

const STOPS = ["low", "middle", "high"];
const root = document.documentElement;
const side = document.getElementById("side");
const grip = document.getElementById("grip");

const stop = () => Math.max(0, STOPS.indexOf(root.dataset.sheet ?? "middle"));

function settle(at) {
  const next = Math.min(STOPS.length - 1, Math.max(0, at));
  root.dataset.sheet = STOPS[next];
  grip.setAttribute("aria-valuenow", String(next));
  grip.setAttribute("aria-valuetext", text(`sheet.${STOPS[next]}`));
}

/** Return the stop whose height is nearest to `height` in pixels. */
function nearest(height) {
  const heights = [118, innerHeight * 0.43, innerHeight - 56];
  const distances = heights.map((stopHeight) => Math.abs(stopHeight - height));
  return distances.indexOf(Math.min(...distances));
}

function drag(event) {
  const from = { y: event.clientY, height: side.offsetHeight };
  let moved = false;
  const move = (now) => {
    moved ||= Math.abs(now.clientY - from.y) > 6;
    if (moved) side.style.height = `${Math.max(80, from.height + from.y - now.clientY)}px`;
  };
  const end = () => {
    grip.removeEventListener("pointermove", move);
    const height = side.offsetHeight;
    side.classList.remove("is-dragged");
    side.style.height = "";
    settle(moved ? nearest(height) : (stop() + 1) % STOPS.length);
  };
  side.classList.add("is-dragged");
  grip.setPointerCapture(event.pointerId);
  grip.addEventListener("pointermove", move);
  grip.addEventListener("lostpointercapture", end, { once: true });
}

export function wireSheet() {
  settle(1);
  grip.addEventListener("pointerdown", drag);
  grip.addEventListener("keydown", (event) => {
    const to = {
      ArrowUp: stop() + 1,
      ArrowDown: stop() - 1,
      Home: 0,
      End: 2,
      Enter: (stop() + 1) % 3,
      " ": (stop() + 1) % 3,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    settle(to);
  });
  document.getElementById("side-scroll").addEventListener("focusin", () => {
    if (stop() === 0) settle(1);
  });
}

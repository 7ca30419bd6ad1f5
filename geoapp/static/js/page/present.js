/** Presentation: the filtered projects one by one, worst first, readable from the back of the room. */

import { fetchInto } from "./panels.js";
import { pageState, partsQuery, patch } from "./state.js";

const SWIPE_PX = 60;
const SIZES = ["1", "0.95", "0.91", "0.875"];
const root = document.documentElement;
const slide = document.getElementById("slide");
let wasFull = false;
let at = 0;
let asked = 0;

/** A shared link may bring the first slide before the map can fly anywhere. */
const mapDrawn = new Promise((resolve) => {
  document.addEventListener("geoapp:painted", ({ detail }) => detail.part === "map" && resolve());
});

const isOn = () => pageState().view === "present";
const place = () => slide.querySelector(".slide-count")?.dataset ?? {};
const last = () => Number(place().total ?? 0);

function goFull() {
  if (document.fullscreenElement || !root.requestFullscreen) return;
  root.requestFullscreen().then(
    () => {
      wasFull = true;
    },
    () => {},
  );
}

/** Shrink the facts until they fit, facts of 32 not below the floor of 28. */
function fit() {
  const facts = slide.querySelector(".slide-facts");
  for (const size of SIZES) {
    slide.style.setProperty("--fit", size);
    if (facts.scrollHeight <= facts.clientHeight) return;
  }
}

async function show(choice) {
  const query = new URLSearchParams(partsQuery());
  for (const [name, value] of Object.entries(choice)) if (value) query.set(name, value);
  const mine = ++asked;
  if (!(await fetchInto(slide, slide.dataset.url, query.toString())) || mine !== asked) return;
  at = Number(place().n);
  fit();
  const title = slide.querySelector(".slide-name");
  const code = title?.dataset.code;
  if (!isOn() || !code) return;
  patch({ project: code }, { replace: true, origin: "present" });
  title.focus({ preventScroll: true });
  await mapDrawn;
  if (isOn() && mine === asked) document.dispatchEvent(new CustomEvent("geoapp:fly", { detail: { code } }));
}

/** Go on from the slide last asked for, so that a held key walks on while slides still load. */
function step(to) {
  const n = Math.min(last(), Math.max(1, to));
  if (!last() || n === at) return;
  at = n;
  show({ n: String(n) });
}

function leave() {
  patch({ view: null }, { origin: "present" });
  if (document.fullscreenElement) document.exitFullscreen();
  document.getElementById("present-button").focus();
}

const KEYS = {
  ArrowRight: () => step(at + 1),
  ArrowDown: () => step(at + 1),
  PageDown: () => step(at + 1),
  " ": () => step(at + 1),
  ArrowLeft: () => step(at - 1),
  ArrowUp: () => step(at - 1),
  PageUp: () => step(at - 1),
  Home: () => step(1),
  End: () => step(last()),
  Escape: leave,
  f: goFull,
};

function wireKeys() {
  document.addEventListener(
    "keydown",
    (event) => {
      if (!isOn() || event.altKey || event.ctrlKey || event.metaKey || !KEYS[event.key]) return;
      if (event.key === " " && event.target.closest("button")) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === " " && event.shiftKey) KEYS.ArrowLeft();
      else KEYS[event.key]();
      if (event.key !== "Escape") goFull();
    },
    { capture: true },
  );
}

function wireSwipe() {
  let from = null;
  slide.addEventListener(
    "touchstart",
    (event) => {
      from = event.touches[0];
    },
    { passive: true },
  );
  slide.addEventListener("touchend", (event) => {
    const to = event.changedTouches[0];
    const across = to.clientX - (from?.clientX ?? to.clientX);
    const down = Math.abs(to.clientY - (from?.clientY ?? to.clientY));
    if (Math.abs(across) > SWIPE_PX && Math.abs(across) > down) step(at + (across < 0 ? 1 : -1));
  });
}

export function wirePresentation() {
  wireKeys();
  wireSwipe();
  document.getElementById("present-button").addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    goFull();
    patch({ view: "present" });
  });
  slide.addEventListener("click", (event) => {
    if (event.target.closest("#close-slide")) leave();
    if (event.target.closest("#slide-previous")) step(at - 1);
    if (event.target.closest("#slide-next")) step(at + 1);
  });
  document.addEventListener("geoapp:view", () => {
    if (isOn()) show({ project: pageState().project });
  });
  document.addEventListener("geoapp:project", ({ detail }) => {
    if (isOn() && detail.origin !== "present") show({ project: detail.code });
  });
  document.addEventListener("fullscreenchange", () => {
    if (document.fullscreenElement) return;
    if (wasFull && isOn()) leave();
    wasFull = false;
  });
  addEventListener("resize", () => isOn() && slide.firstElementChild && fit());
  if (isOn()) show({ project: pageState().project });
}

/**
 * The area picker: a combobox after the ARIA pattern. The list comes from the server, so that tone
 * marks, old names and the dates of units are treated in one place.
 */

import { fetchInto } from "./panels.js";
import { filterQuery, setFilter } from "./state.js";

const TYPING_MS = 180;
const form = document.getElementById("filters");
let typing = 0;
/** What the arrow keys chose: a list that comes while one walks through the last leaves one there. */
let walkedTo = null;

const input = () => document.getElementById("area-find");
const list = () => document.getElementById("area-options");
const options = () => [...list().querySelectorAll("[role=option]")];
const active = () => list().querySelector(".is-active");
const isOpen = () => input()?.getAttribute("aria-expanded") === "true";

/** Put the list under its field; it lies in the top layer, where no scrolling box cuts it. */
function place() {
  const box = input().getBoundingClientRect();
  const room = innerHeight - box.bottom - 12;
  const above = room < 200 && box.top > room;
  const style = list().style;
  style.left = `${box.left}px`;
  style.minWidth = `${box.width}px`;
  style.maxHeight = `${Math.min(432, above ? box.top - 12 : room)}px`;
  style.top = above ? "auto" : `${box.bottom + 4}px`;
  style.bottom = above ? `${innerHeight - box.top + 4}px` : "auto";
}

async function open() {
  const find = input().value.trim();
  const query = new URLSearchParams(filterQuery());
  if (find) query.set("find", find);
  const shown = await fetchInto(list(), form.querySelector(".picker").dataset.url, query.toString());
  if (!shown || document.activeElement !== input()) return;
  if (!list().matches(":popover-open")) list().showPopover();
  input().setAttribute("aria-expanded", "true");
  place();
  standIn();
}

/** Of a new list, stand where one stood, else at the first of what was found. */
function standIn() {
  const [first] = input().value.trim() ? options() : [];
  activate(options().find(({ dataset }) => dataset.ref === walkedTo) ?? first);
}

function close() {
  walkedTo = null;
  if (!isOpen()) return;
  list().hidePopover();
  input().setAttribute("aria-expanded", "false");
  input().removeAttribute("aria-activedescendant");
}

function activate(option) {
  active()?.classList.remove("is-active");
  if (!option) return input().removeAttribute("aria-activedescendant");
  option.classList.add("is-active");
  option.scrollIntoView({ block: "nearest" });
  return input().setAttribute("aria-activedescendant", option.id);
}

function step(by) {
  const all = options();
  if (!all.length) return;
  const at = all.indexOf(active());
  activate(all[(at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by + all.length) % all.length]);
  walkedTo = active().dataset.ref;
}

function choose(option) {
  const areas = new URLSearchParams(filterQuery()).getAll("area");
  const ref = option.dataset.ref;
  close();
  input().value = "";
  setFilter("area", areas.includes(ref) ? areas.filter((area) => area !== ref) : [...areas, ref]);
}

const KEYS = {
  ArrowDown: () => (isOpen() ? step(1) : open()),
  ArrowUp: () => (isOpen() ? step(-1) : open()),
  PageDown: () => isOpen() && step(8),
  PageUp: () => isOpen() && step(-8),
  Enter: () => (active() ? choose(active()) : open()),
  Escape: () => (isOpen() ? close() : (input().value = "")),
};

export function wirePicker() {
  form.addEventListener("keydown", (event) => {
    if (event.target !== input() || !KEYS[event.key]) return;
    if (event.key === "Escape" && !isOpen() && !input().value) return;
    event.preventDefault();
    event.stopPropagation();
    KEYS[event.key]();
  });
  form.addEventListener("input", (event) => {
    if (event.target !== input()) return;
    walkedTo = null;
    clearTimeout(typing);
    typing = setTimeout(open, TYPING_MS);
  });
  form.addEventListener("click", (event) => {
    if (event.target === input() && !isOpen()) open();
  });
  form.addEventListener("pointerdown", (event) => {
    const option = event.target.closest?.(".picker-option");
    if (!option) return;
    event.preventDefault();
  });
  form.addEventListener("click", (event) => {
    const option = event.target.closest?.(".picker-option");
    if (option) choose(option);
  });
  form.addEventListener("focusout", (event) => {
    if (event.target === input()) close();
  });
  form.addEventListener("scroll", () => isOpen() && place(), { capture: true, passive: true });
  addEventListener("resize", () => isOpen() && place());
}

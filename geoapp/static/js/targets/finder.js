/** Finding projects to add: a combobox; the service compares words, with diacritics or without. */

import { html } from "../map/dom.js";
import { config, text } from "../page/config.js";

const TYPING_MS = 200;
const input = document.getElementById("find-project");
const list = document.getElementById("found-projects");
let typing = 0;
let asked = 0;

const options = () => [...list.querySelectorAll("[role=option]")];
const active = () => list.querySelector(".is-active");

function close() {
  list.hidden = true;
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
}

function activate(option) {
  active()?.classList.remove("is-active");
  if (!option) return;
  option.classList.add("is-active");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function option(project, number, rows) {
  const facts = [project.lead_agency, rows.has(project.code) ? text("targets.listed") : null];
  const made = html("div", { class: "found-project", role: "option", id: `found-${number}` });
  const [name, code, more] = ["span", "span", "small"].map((tag) => html(tag, {}));
  name.textContent = project.name;
  code.textContent = project.code;
  code.className = "fig-words";
  more.textContent = facts.filter(Boolean).join(" · ");
  made.append(name, code, more);
  made.project = project;
  return made;
}

async function find(rows) {
  const words = input.value.trim();
  const turn = (asked += 1);
  if (!words) return close();
  const url = new URL(list.parentElement.dataset.url, location.href);
  url.searchParams.set("q", words);
  if (config.lang !== "vi") url.searchParams.set("lang", config.lang);
  const answer = await fetch(url, { headers: { accept: "application/json" } });
  if (turn !== asked || !answer.ok) return undefined;
  const found = (await answer.json()).projects;
  const none = html("p", {});
  none.textContent = text("targets.none");
  list.replaceChildren(...(found.length ? found.map((one, at) => option(one, at, rows)) : [none]));
  list.hidden = false;
  input.setAttribute("aria-expanded", "true");
  return activate(options()[0]);
}

function step(by) {
  const listed = options();
  if (listed.length) activate(listed[(listed.indexOf(active()) + by + listed.length) % listed.length]);
}

export function wireFinder(rows) {
  function choose(chosen) {
    if (!chosen) return;
    rows.add(chosen.project);
    input.value = "";
    close();
  }
  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => (list.hidden ? find(rows) : choose(active())),
    Escape: close,
  };
  input.addEventListener("keydown", (event) => {
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => find(rows), TYPING_MS);
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => choose(event.target.closest("[role=option]")));
  input.addEventListener("focusout", close);
}

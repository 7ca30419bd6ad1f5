/** Asks the service what is wrong while the grid is filled: the rules are the server's alone. */

import { html } from "../map/dom.js";
import { text } from "../page/config.js";
import { enter } from "./cells.js";

const PAUSE = 600;

export function wireChecks(form) {
  let timer = 0;
  let asked = 0;
  form.addEventListener("click", enterNamed);
  form.addEventListener("input", (event) => {
    event.target.closest("tr")?.classList.add("is-changed");
    clearTimeout(timer);
    timer = setTimeout(() => ask(form, () => ++asked, (number) => number === asked), PAUSE);
  });
}

async function ask(form, next, isLatest) {
  const number = next();
  // Parts of a form with files are limited in number; cells are many.
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.dataset.check, { method: "POST", body }).catch(() => null);
  if (!answer?.ok || !isLatest(number)) return;
  const { changed, issues } = await answer.json();
  if (!isLatest(number)) return;
  mark(form, issues);
  list(issues);
  document.getElementById("grid-said").textContent = text("reports.changed", { changed });
}

/** Mark each bad cell, with its sentence under it. */
function mark(form, issues) {
  for (const cell of form.querySelectorAll("[data-cell]")) {
    const mine = issues.filter((one) => cell.name === `${one.field}.${one.project}`);
    const said = document.getElementById(`${cell.id}-wrong`);
    said.textContent = mine.map((one) => one.detail).join(" ");
    if (mine.length) {
      cell.setAttribute("aria-invalid", "true");
      cell.setAttribute("aria-describedby", said.id);
    } else {
      cell.removeAttribute("aria-invalid");
      cell.removeAttribute("aria-describedby");
    }
  }
  for (const row of form.querySelectorAll("tr[data-code]")) {
    row.classList.toggle("has-wrong", issues.some((one) => one.project === row.dataset.code));
  }
}

/** Name each bad cell at the foot, where nothing moves under the typing hand. */
function list(issues) {
  const items = issues.map((one) => {
    return html("li", {}, html("a", { href: `#${one.target}` }, one.place), `: ${one.detail}`);
  });
  document.getElementById("grid-wrong-items").replaceChildren(...items);
  document.getElementById("grid-wrong-count").textContent = text("reports.wrong", { wrong: issues.length });
  document.getElementById("grid-wrong").hidden = !issues.length;
}

/** Lead from a named cell into it, not only near it. */
function enterNamed(event) {
  const link = event.target.closest(".issue-items a");
  const cell = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!cell?.matches("[data-cell]")) return;
  event.preventDefault();
  enter(cell);
}

/** The card of the chosen project: opened by map, list or address, closed by Esc, which returns the focus. */

import { focusRow } from "./list.js";
import { fetchInto } from "./panels.js";
import { pageState, patch } from "./state.js";

const card = document.getElementById("card");
let opener = null;
let focusWanted = false;

function hide() {
  card.hidden = true;
  card.replaceChildren();
}

async function show(code) {
  if (!code) return hide();
  const shown = await fetchInto(card, card.dataset.url.replace("CODE", encodeURIComponent(code)));
  if (pageState().project !== code) return;
  if (!shown) return patch({ project: null }, { replace: true, origin: "card" });
  card.hidden = false;
  card.scrollTop = 0;
  if (focusWanted) card.focus();
  focusWanted = false;
  return undefined;
}

function close() {
  const code = pageState().project;
  const held = card.contains(document.activeElement);
  patch({ project: null }, { origin: "card" });
  if (held || opener) focusRow(opener ?? code);
  opener = null;
}

export function wireCard() {
  document.addEventListener("geoapp:open-card", ({ detail }) => {
    opener = detail.opener;
    focusWanted = true;
    if (!card.hidden && card.firstElementChild?.dataset.code === opener) {
      focusWanted = false;
      card.focus();
    }
  });
  document.addEventListener("geoapp:project", ({ detail }) => show(detail.code));
  card.addEventListener("click", (event) => {
    if (event.target.closest("#close-card")) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || card.hidden) return;
    if (pageState().view === "present") return;
    close();
  });
  if (pageState().project) show(pageState().project);
}

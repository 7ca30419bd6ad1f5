/** Beside the map: search, classes with their counts, the list, and the card of one project. */

import { choose, chooseWords, countClasses, onChange, shown } from "./choice.js";
import { data, html, say, symbol } from "./data.js";
import { onPress, show } from "./map.js";

const part = (id) => document.getElementById(id);
const chosen = new Set();

export function fillPanel() {
  part("search").addEventListener("input", (event) => chooseWords(event.target.value));
  part("sector").append(...data.sectors.map(([code, label]) => html("option", { value: code }, label)));
  part("sector").addEventListener("change", (event) => choose({ sector: event.target.value }));
  onChange(refresh);
  onPress(open);
  part("card").addEventListener("click", (event) => event.target.closest("[data-close]") && close());
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  refresh();
}

function refresh() {
  const counts = countClasses();
  part("classes").replaceChildren(...Object.keys(data.classes).filter((value) => value in data.counts).map((value) => row(value, counts[value] ?? 0)));
  const found = shown();
  part("count").textContent = say("count", { count: found.length });
  part("list").replaceChildren(...(found.length ? found.map(item) : [html("li", { class: "none" }, say("none"))]));
}

function row(value, count) {
  const box = html("input", { type: "checkbox", value, checked: chosen.has(value) ? "" : null });
  box.addEventListener("change", () => {
    if (box.checked) chosen.add(value);
    else chosen.delete(value);
    choose({ classes: new Set(chosen) });
  });
  return html("label", {}, box, symbol(value, data.classes[value].glyph ?? ""), html("span", {}, data.classes[value].label), html("b", {}, String(count)));
}

function item(one) {
  const words = html("span", {}, html("b", {}, one.name), html("small", {}, one.standing));
  const button = html("button", { type: "button" }, symbol(one.class, one.glyph), html("i", {}, String(one.number)), words);
  button.addEventListener("click", () => {
    show(one);
    open(one);
  });
  return html("li", {}, button);
}

function open(one) {
  const facts = html("dl", {}, ...one.facts.flatMap(([title, words]) => [html("dt", {}, title), html("dd", {}, words)]));
  const shut = html("button", { type: "button", "data-close": "", "aria-label": say("close") }, "×");
  part("card").replaceChildren(shut, html("h2", {}, one.name), html("p", { class: one.late ? "status late" : "status" }, one.standing), facts);
  part("card").hidden = false;
  part("card").focus({ preventScroll: true });
}

function close() {
  part("card").hidden = true;
}

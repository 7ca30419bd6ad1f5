/** The form's place: the map and the coordinates below it follow each other. */

import { html } from "../map/dom.js";
import { config, text } from "../page/config.js";
import { openGround, show } from "../page/groundMap.js";
import { LEAST, isWhole, partsOf, readPlaces, writePlaces } from "./places.js";
import { ShapeEditor } from "./shapeEditor.js";

const DEGREES = "4326";
const TYPING_MS = 350;
const CLOSEST = 15;
const LEAST_BOX = 0.05;
const field = document.getElementById("f-places");
const formField = document.getElementById("f-form");
const system = document.getElementById("f-crs");
const wrong = document.getElementById("places-wrong");
const help = document.getElementById("draw-help");
const bar = document.getElementById("draw-bar");
const seen = document.getElementById("seen-places");
const url = document.querySelector(".place-fields").dataset.placeUrl;
let systemBefore = system.value;
let typing = 0;
let asked = 0;

const old = { form: seen?.dataset.form ?? "none", parts: seen ? readPlaces(seen.value) : [] };

function boxOf(parts) {
  const pairs = parts.flat(2);
  if (!pairs.length) return config.home;
  const [lons, lats] = [pairs.map(([lon]) => lon), pairs.map(([, lat]) => lat)];
  const box = [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
  const widen = Math.max(0, LEAST_BOX - Math.max(box[2] - box[0], box[3] - box[1])) / 2;
  return [box[0] - widen, box[1] - widen, box[2] + widen, box[3] + widen];
}

const { map, ready } = openGround(boxOf(old.parts), { closest: CLOSEST });
const editor = new ShapeEditor(map, drawn);

/** What was drawn stands in the field, in degrees. */
function drawn() {
  formField.value = editor.form;
  system.value = systemBefore = DEGREES;
  field.value = writePlaces(editor.parts);
  wrong.hidden = true;
  explain();
}

function button(key, act) {
  const made = html("button", { type: "button", class: "button is-plain" }, text(key));
  made.addEventListener("click", act);
  return made;
}

function explain() {
  const { form, parts, drawing } = editor;
  help.textContent = text(drawing ? "edit.help.drawing" : `edit.help.${form}`);
  const buttons = [];
  const enough = drawing && isWhole(form, parts);
  if (enough) buttons.push(button("edit.finish", () => editor.finish()));
  if (drawing && parts.length) buttons.push(button("edit.back", () => editor.takeBack()));
  if (!drawing && LEAST[form] > 1) buttons.push(button("edit.anew", () => editor.startAnew()));
  if (seen && field.value !== seen.value)
    buttons.push(
      button("edit.reset", () => {
        editor.set(old.form, old.parts);
        drawn();
      }),
    );
  bar.replaceChildren(...buttons);
  bar.hidden = !buttons.length;
}

/** Ask what typed coordinates are; the service reads them by its own rules. */
async function ask(crs, to) {
  const query = new URLSearchParams({ form: formField.value, places: field.value, crs, to, lang: config.lang });
  const answer = await fetch(`${url}?${query}`, { headers: { accept: "application/json" } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.problems?.[0]?.detail ?? body.detail);
  return body;
}

async function typed() {
  const turn = (asked += 1);
  try {
    const { geometry } = await ask(system.value, DEGREES);
    if (turn !== asked) return;
    const parts = partsOf(geometry);
    editor.set(formField.value, parts);
    if (parts.length) show(boxOf(parts), { closest: CLOSEST });
    wrong.hidden = true;
  } catch (error) {
    if (turn !== asked) return;
    wrong.textContent = error.message;
    wrong.hidden = false;
  }
  explain();
}

async function turnSystem() {
  const before = systemBefore;
  systemBefore = system.value;
  if (!field.value.trim()) return;
  try {
    field.value = (await ask(before, system.value)).text;
    wrong.hidden = true;
  } catch (error) {
    wrong.textContent = error.message;
    wrong.hidden = false;
  }
}

field.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(typed, TYPING_MS);
});
system.addEventListener("change", turnSystem);
formField.addEventListener("change", () => {
  editor.startAnew(formField.value);
});
map.on("dblclick", () => editor.drawing && isWhole(editor.form, editor.parts) && editor.finish());
map.doubleClickZoom.disable();

editor.showOld(old.form, old.parts);
if (system.value === DEGREES) editor.set(formField.value, readPlaces(field.value));
else typed();
explain();
ready.then(() => {
  document.documentElement.dataset.ready = "";
});

/** The form's rows: one for each project and milestone; many can be set or removed at once. */

const body = () => document.getElementById("entry-rows");
const all = () => [...body().querySelectorAll(".entry")];
const chosen = () => all().filter((row) => row.querySelector(".tick").checked);
const field = (row, name) => row.querySelector(`[name=entry-${name}]`);

function count() {
  const number = all().length;
  document.getElementById("entry-count").textContent = String(number);
  document.getElementById("no-entries").hidden = number > 0;
}

/** Add a project at the top, chosen, so that its day can be set with others. */
function add({ code, name }) {
  const row = document.getElementById("entry-template").content.firstElementChild.cloneNode(true);
  row.querySelector(".entry-name").textContent = name;
  row.querySelector(".entry-code").textContent = code;
  field(row, "project").value = code;
  row.querySelector(".tick").checked = true;
  body().prepend(row);
  count();
}

function setMany() {
  const milestone = document.getElementById("many-milestone").value;
  const day = document.getElementById("many-target").value.trim();
  for (const row of chosen()) {
    if (milestone) field(row, "milestone").value = milestone;
    if (day) field(row, "target").value = day;
  }
}

function remove(rows) {
  for (const row of rows) row.remove();
  count();
}

export function wireRows() {
  const on = (id, name, act) => document.getElementById(id).addEventListener(name, act);
  on("many-set", "click", setMany);
  on("many-remove", "click", () => remove(chosen()));
  on("tick-all", "change", (event) => {
    for (const row of all()) row.querySelector(".tick").checked = event.target.checked;
  });
  on("many-target", "keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    setMany();
  });
  body().addEventListener("click", (event) => {
    if (event.target.closest(".entry-remove")) remove([event.target.closest(".entry")]);
  });
  return { add, has: (code) => all().some((row) => field(row, "project").value === code) };
}

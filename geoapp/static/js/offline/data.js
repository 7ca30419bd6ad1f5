/** What the file carries: projects, units, texts. All of it is data, none of it markup. */

export const data = JSON.parse(document.getElementById("geoapp-data").textContent);

/** A sentence by its key, its {places} filled. */
export function say(key, places = {}) {
  return data.texts[key].replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}

/** Make an element with attributes and children; strings become text. */
export function html(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function svg(name, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** The symbol of a class, with a project's glyph where the theme leaves room for one. */
export function symbol(value, glyph = "") {
  const picture = svg("svg", { class: "sym", viewBox: "0 0 34 34", "aria-hidden": "true" });
  picture.append(svg("use", { href: `#shape-${data.theme}-${value}`, width: 34, height: 34 }));
  if (glyph && data.theme !== "progress") {
    const drawn = svg("use", { href: `#glyph-${glyph}`, x: 9, y: 9, width: 16, height: 16 });
    drawn.style.color = data.classes[value].glyph_color;
    picture.append(drawn);
  }
  return picture;
}

/** Bare letters, so that “cang chan may” finds “Cảng Chân Mây”. */
export const bare = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("đ", "d");

/** Elements made without any markup text, so that no name is ever read as HTML. */

const SVG = "http://www.w3.org/2000/svg";

/** An SVG element with attributes and children. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

/** An HTML element with attributes and children; strings become text. */
export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  setAttributes(element, attributes);
  element.append(...children);
  return element;
}

export function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

/** One symbol of the page's sprite. */
export function use(id, attributes = {}) {
  return svg("use", { href: `#${id}`, ...attributes });
}

/** A glyph as a small picture for buttons and legends; words stand beside it. */
export function glyph(name) {
  const mark = use(`glyph-${name}`, { width: 16, height: 16 });
  return svg("svg", { class: "map-glyph", viewBox: "0 0 16 16", "aria-hidden": "true" }, mark);
}

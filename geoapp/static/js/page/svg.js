/** SVG elements by name, attributes and text. */

const SVG = "http://www.w3.org/2000/svg";

export function element(name, attributes = {}, words = "") {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  if (words) made.textContent = words;
  return made;
}

/** The name that appears beside the pointer or the focused symbol. */

import { html } from "./dom.js";

export class Tip {
  #container;
  #element = html("div", { class: "map-tip", "aria-hidden": "true", hidden: true });

  constructor(container) {
    this.#container = container;
    container.append(this.#element);
  }

  /** Show words beside a point of the container, in pixels, on the side with more room. */
  show(words, { x, y }, offset = 16) {
    const element = this.#element;
    if (element.textContent !== words) element.textContent = words;
    element.hidden = false;
    const left = x > this.#container.clientWidth / 2;
    const low = y > this.#container.clientHeight - 60;
    element.style.left = left ? "auto" : `${x + offset}px`;
    element.style.right = left ? `${this.#container.clientWidth - x + offset}px` : "auto";
    element.style.top = `${low ? y - 34 : y + 6}px`;
  }

  hide() {
    if (!this.#element.hidden) this.#element.hidden = true;
  }
}

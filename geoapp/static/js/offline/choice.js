/** Which projects are shown: words, classes and a sector; and which one is chosen. */

import { bare, data } from "./data.js";

const searched = new Map(data.projects.map((one) => [one, bare(one.search)]));
const listeners = [];
const wanted = { words: [], classes: new Set(), sector: "" };

/** Call back whenever other projects are shown. */
export function onChange(listener) {
  listeners.push(listener);
}

export function choose(changes) {
  Object.assign(wanted, changes);
  for (const listener of listeners) listener();
}

export function chooseWords(text) {
  choose({ words: bare(text).split(/\s+/).filter(Boolean) });
}

const fits = (one) =>
  wanted.words.every((word) => searched.get(one).includes(word)) && (!wanted.sector || one.sector === wanted.sector);

/** The projects shown. */
export const shown = () =>
  data.projects.filter((one) => fits(one) && (!wanted.classes.size || wanted.classes.has(one.class)));

/** How many projects each class would leave, whatever classes are chosen. */
export function countClasses() {
  const counts = {};
  for (const one of data.projects) if (fits(one)) counts[one.class] = (counts[one.class] ?? 0) + 1;
  return counts;
}

/** Classes of a colour theme, as the layer files give them. */

import { config } from "../page/config.js";

/** The classes that a cell's counts stand for, in their order. */
export const COUNT_ORDER = {
  schedule: ["ahead", "on_time", "late", "not_reported", "none"],
  progress: ["none", "p0", "p25", "p50", "p75", "p100"],
  sector: config.sectors,
};

let current = config.themes.schedule ?? Object.values(config.themes)[0];

export const theme = () => current;

export function setTheme(id) {
  current = config.themes[id] ?? config.themes.schedule;
}

const ranged = ({ at_least, below }) => (at_least ?? below ?? null) !== null;

/** The class of one value; unknown and absent values have a class of their own. */
export function classOfValue(classes, value) {
  const known = value !== null && value !== undefined && value !== "";
  const found =
    known &&
    classes.find((entry) =>
      ranged(entry)
        ? value >= (entry.at_least ?? -Infinity) && value < (entry.below ?? Infinity)
        : !entry.missing && entry.value === String(value),
    );
  return found || classes.find((entry) => entry.missing) || classes[classes.length - 1];
}

/** The class in which a project is drawn under the present theme. */
export const classOf = (properties) => classOfValue(current.classes, properties[current.attribute]);

/** The words of a project's schedule status, whatever the theme. */
export const scheduleLabel = (properties) => classOfValue(config.themes.schedule.classes, properties.schedule).label;

/** The glyph of a project: its kind's own, else its sector's. */
export const glyphOf = ({ kind, sector }) => config.glyphs?.[kind] ?? config.glyphs?.[sector] ?? sector;

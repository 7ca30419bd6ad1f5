/** Numbers in the reader's form: 1.234,5 in Vietnamese. */

import { config } from "../page/config.js";

const locale = config.lang === "vi" ? "vi-VN" : "en-GB";
const formats = new Map();

export function number(value, digits = 0) {
  if (!formats.has(digits)) {
    formats.set(digits, new Intl.NumberFormat(locale, { maximumFractionDigits: digits }));
  }
  return formats.get(digits).format(value);
}

/** Names in the page's language. */

import { config } from "../page/config.js";

/** The properties with the English name where the page is English and there is one. */
export function inLanguage(properties) {
  if (config.lang !== "en" || !properties.name_en) return properties;
  return { ...properties, name: properties.name_en, short_name: null };
}

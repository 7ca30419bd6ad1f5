/** What the server told this page once: language, texts, themes, the province's extent. */

const element = document.getElementById("geoapp-config");

export const config = element ? JSON.parse(element.textContent) : { lang: "vi", texts: {} };

/** Return the sentence stored under `key`, its {places} filled; the key itself when it is missing. */
export function text(key, values = {}) {
  const sentence = config.texts?.[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

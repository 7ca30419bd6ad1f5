/** Widths of words, measured without touching the page's layout. */

const context = document.createElement("canvas").getContext("2d");
const FAMILY = '"Be Vietnam Pro", "Noto Sans", sans-serif';
const widths = new Map();

/** Width in pixels; weight as in CSS, spacing in pixels between letters. */
export function textWidth(words, size, weight, spacing = 0) {
  const key = `${weight} ${size} ${words}`;
  if (!widths.has(key)) {
    if (widths.size > 4000) widths.clear();
    context.font = `${weight} ${size}px ${FAMILY}`;
    widths.set(key, context.measureText(words).width);
  }
  return widths.get(key) + spacing * words.length;
}

/** Measure anew once the fonts have come. */
export const forgetWidths = () => widths.clear();

/** Words broken into lines no wider than `widest` pixels. */
export function breakLines(words, size, weight, widest) {
  const lines = [];
  for (const word of words.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && textWidth(longer, size, weight) <= widest) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

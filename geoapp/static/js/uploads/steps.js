/** A step that leads to a folded part unfolds it. */

function unfold() {
  const part = location.hash && document.getElementById(location.hash.slice(1));
  if (part instanceof HTMLDetailsElement) part.open = true;
}

export function wireSteps() {
  addEventListener("hashchange", unfold);
  unfold();
}

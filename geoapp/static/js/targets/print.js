/** The button that prints the page; without scripts the browser's own menu does. */

export function wirePrint() {
  const button = document.getElementById("print");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

/** Asks before a page is left whose figures were not handed in. */

export function wireLeaving(forms) {
  let typed = false;
  for (const form of forms) {
    form.addEventListener("input", () => {
      typed = true;
    });
    form.addEventListener("submit", () => {
      typed = false;
    });
  }
  addEventListener("beforeunload", (event) => {
    if (typed) event.preventDefault();
  });
}

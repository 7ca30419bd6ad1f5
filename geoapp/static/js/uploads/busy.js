/** A form that was sent cannot be sent twice, and says that it is on its way. */

export function wireBusy() {
  for (const form of document.querySelectorAll("main form[method=post]:not(#send)")) {
    form.addEventListener("submit", () => {
      for (const button of [...form.querySelectorAll("button"), ...document.querySelectorAll(`button[form="${form.id}"]`)]) {
        button.setAttribute("aria-busy", "true");
        // A button that is switched off at once would not be part of what is sent.
        setTimeout(() => {
          button.disabled = true;
        });
      }
    });
  }
  // The browser may show the page again as it was left.
  addEventListener("pageshow", () => {
    for (const button of document.querySelectorAll("button[aria-busy]")) {
      button.disabled = false;
      button.removeAttribute("aria-busy");
    }
  });
}

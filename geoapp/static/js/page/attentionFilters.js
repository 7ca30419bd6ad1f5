/** Each choice above the leader's page is asked at once; empty ones stay out of the address. */

const form = document.querySelector(".att-filters");

form.addEventListener("change", () => form.requestSubmit());
form.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

/** On the wall the arrow keys go from list to list, Esc leaves. */
const STEPS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev", Escape: "up" };
addEventListener("keydown", (event) => {
  const link = document.querySelector(`.att-steps [rel="${STEPS[event.key]}"]`);
  if (!link || event.defaultPrevented || event.target.closest?.(".leaflet-container")) return;
  event.preventDefault();
  link.click();
});

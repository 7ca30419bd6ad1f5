/** The two handles of the progress range: they never cross, and draw what they hold. */

const WHOLE = "0-100";

function draw(range, low, high) {
  range.querySelector(".range-words").textContent = `${low} – ${high}%`;
  const fill = range.querySelector(".range-fill");
  fill.setAttribute("x", `${low}%`);
  fill.setAttribute("width", `${high - low}%`);
  for (const [index, bin] of [...range.querySelectorAll(".range-bins rect")].entries()) {
    bin.classList.toggle("is-in", index * 10 + 10 > low && (index * 10 < high || high === 100));
  }
}

function follow(range, moved) {
  const [lowest, highest] = range.querySelectorAll("input[type=range]");
  if (Number(lowest.value) > Number(highest.value)) {
    if (moved === lowest) lowest.value = highest.value;
    else highest.value = lowest.value;
  }
  const held = range.querySelector("input[name=progress]");
  held.value = `${lowest.value}-${highest.value}`;
  held.disabled = held.value === WHOLE;
  draw(range, Number(lowest.value), Number(highest.value));
}

export function wireRange() {
  document.getElementById("filters").addEventListener("input", (event) => {
    const range = event.target.closest(".range");
    if (range) follow(range, event.target);
  });
}

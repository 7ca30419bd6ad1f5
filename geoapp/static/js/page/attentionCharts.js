/**
 * The charts of the leader's page: months come once it is shown, for counting them takes as long as all
 * the rest; other charts, and Vega that draws them, are asked for when somebody looks there.
 */

const months = document.querySelector(".att-months");
const section = document.querySelector(".att-charts");

/** Call when an element comes into sight, once; what is returned calls at once, if nobody did. */
function whenSeen(element, call) {
  let called;
  const callOnce = () => {
    watcher.disconnect();
    called ??= call();
    return called;
  };
  const look = (seen) => {
    if (seen.some((one) => one.isIntersecting)) callOnce();
  };
  // Where the screen ends the section begins: to touch it is not to look at it.
  const watcher = new IntersectionObserver(look, { rootMargin: "0px 0px -16px" });
  watcher.observe(element);
  return callOnce;
}

/** Print once everything is there; what the browser prints from its menu waits for nobody. */
function printWhole(loads) {
  document.addEventListener("keydown", async (event) => {
    if (event.key.toLowerCase() !== "p" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    await Promise.all(loads.map((load) => load()));
    window.print();
  });
  window.addEventListener("beforeprint", () => loads.forEach((load) => load()));
}

async function drawThere({ dataset }) {
  const { drawCharts } = await import(dataset.drawnBy);
  await drawCharts();
}

/** Put what its address answers into a place, then go on with it. */
async function fill(place, goOn) {
  try {
    const headers = { Accept: "text/html", "HX-Request": "true" };
    const answer = await fetch(place.dataset.from, { headers });
    if (!answer.ok) throw new Error(answer.status);
    // Our own template's answer, escaped there; under the policy no script in it would run.
    place.innerHTML = await answer.text();
    await goOn();
  } catch {
    place.textContent = place.dataset.failed;
  }
}

/** Say beside the number of late projects how many more or fewer they are. */
function tellChange(place) {
  const words = place.querySelector("[data-since]");
  const change = document.getElementById("late-change");
  change.textContent = change.dataset.between + words.textContent;
  words.remove();
}

const loads = [];
if (months) {
  const place = months.querySelector("[data-from]");
  fill(place, () => {
    tellChange(place);
    loads.push(whenSeen(months, () => drawThere(months)));
  });
}
if (section) {
  loads.push(whenSeen(section, () => fill(section, () => drawThere(section))));
  printWhole(loads);
}

/**
 * The charts of the leader's page: months come once it is shown, for counting them takes as long as all
 * the rest; other charts, and Vega that draws them, are asked for when somebody looks there.
 */

const months = document.querySelector(".att-months");
const section = document.querySelector(".att-charts");

/** Call when an element comes into sight, once. */
function whenSeen(element, call) {
  const look = (seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    call();
  };
  // Where the screen ends the section begins: to touch it is not to look at it.
  const watcher = new IntersectionObserver(look, { rootMargin: "0px 0px -16px" });
  watcher.observe(element);
}

async function drawThere({ dataset }) {
  const { drawCharts } = await import(dataset.drawnBy);
  await drawCharts();
}

/** Put what its address answers into a place, then go on with it. */
async function fill(place, goOn) {
  try {
    const answer = await fetch(place.dataset.from, { headers: { Accept: "text/html" } });
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

if (months) {
  const place = months.querySelector("[data-from]");
  fill(place, () => {
    tellChange(place);
    whenSeen(months, () => drawThere(months));
  });
}
if (section) whenSeen(section, () => fill(section, () => drawThere(section)));

/** The charts of the leader's page: Vega and what it draws are asked for when somebody looks there. */

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

async function fill() {
  try {
    const answer = await fetch(section.dataset.from, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    // Our own template's answer, escaped there; under the policy no script in it would run.
    section.innerHTML = await answer.text();
    await drawThere(section);
  } catch {
    section.textContent = section.dataset.failed;
  }
}

if (months) whenSeen(months, () => drawThere(months));
if (section) whenSeen(section, fill);

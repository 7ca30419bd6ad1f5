/** The charts under the leader's one screen: asked for when somebody looks there. */

const section = document.querySelector(".att-charts");

async function fill() {
  try {
    const answer = await fetch(section.dataset.from, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(answer.status);
    // Our own template's answer, escaped there; under the policy no script in it would run.
    section.innerHTML = await answer.text();
    await import(section.dataset.drawnBy);
  } catch {
    section.textContent = section.dataset.failed;
  }
}

if (section) {
  const look = (seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watcher.disconnect();
    fill();
  };
  // Where the screen ends the section begins: to touch it is not to look at it.
  const watcher = new IntersectionObserver(look, { rootMargin: "0px 0px -16px" });
  watcher.observe(section);
}

/** The page of a database that does not answer: ask for the service's health, then load again. */

const box = document.getElementById("retry");

async function ask() {
  try {
    const answer = await fetch(box.dataset.health, { cache: "no-store" });
    if (answer.ok) return location.reload();
  } catch {
    // The service itself may be restarting: ask again.
  }
  return setTimeout(ask, Number(box.dataset.seconds) * 1000);
}

setTimeout(ask, Number(box.dataset.seconds) * 1000);

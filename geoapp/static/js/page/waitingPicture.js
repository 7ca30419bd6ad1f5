/** The picture of an export’s first page: where it has to wait for its turn it says so, and comes by itself. */

const picture = document.querySelector(".export-picture img");
const said = document.getElementById("picture-said");
const AGAIN_S = 5;

/** As data: the policy of our pages lets no picture come from a blob. */
function show(blob) {
  const reader = new FileReader();
  reader.addEventListener("load", () => {
    picture.src = reader.result;
    picture.hidden = false;
    said.hidden = true;
  });
  reader.readAsDataURL(blob);
}

function tell(words) {
  picture.hidden = true;
  said.hidden = false;
  if (said.textContent !== words) said.textContent = words;
}

const later = (url, seconds) => setTimeout(() => ask(url), seconds * 1000);

async function ask(url) {
  try {
    const answer = await fetch(url, { headers: { Accept: "application/problem+json" } });
    if (answer.ok) return show(await answer.blob());
    const { detail, again, seconds } = await answer.json();
    const waits = answer.status === 503;
    tell(waits ? `${detail} ${said.dataset.comes}` : detail);
    return waits && later(again ?? url, seconds ?? AGAIN_S);
  } catch {
    tell(said.dataset.failed);
    return later(url, AGAIN_S);
  }
}

picture.addEventListener("error", () => ask(picture.src), { once: true });
// It may have failed before this script was there.
if (picture.complete && !picture.naturalWidth) ask(picture.src);

/** While a worker is at an upload: how far it has come, until it waits for a person again. */

import { config, text } from "../page/config.js";

const EVERY_MS = 1000;
const box = document.getElementById("working");
const locale = config.lang === "vi" ? "vi-VN" : "en-GB";
const number = (count) => count.toLocaleString(locale);

function show({ done, total }) {
  const bar = document.getElementById("progress");
  const words = document.getElementById("progress-words");
  if (total) {
    bar.max = total;
    bar.value = done;
    words.textContent = text(box.dataset.words ?? "upload.progress", { done: number(done), all: number(total) });
  } else {
    bar.removeAttribute("value");
    words.textContent = done ? text("upload.rows", { count: number(done) }) : "";
  }
}

async function look(state) {
  try {
    const answer = await fetch(box.dataset.url, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const upload = await answer.json();
    if (upload.state !== state) return location.reload();
    show(upload.progress);
  } catch {
    // The service may be starting again; what was asked of it goes on.
    document.getElementById("progress-words").textContent = text("upload.waiting");
  }
  return setTimeout(look, EVERY_MS, state);
}

export function wireWatching() {
  if (box) setTimeout(look, EVERY_MS, document.querySelector("main").dataset.state);
}

/** The form that sends a file: a place to drop it on, and how much of it has arrived. */

import { config, text } from "../page/config.js";

const form = document.getElementById("send");
const part = (name) => document.getElementById(name);
const locale = config.lang === "vi" ? "vi-VN" : "en-GB";

const megabytes = (bytes) => (bytes / 1e6).toLocaleString(locale, { maximumFractionDigits: bytes < 1e7 ? 1 : 0 });
const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1e3).toLocaleString(locale)} kB` : `${megabytes(bytes)} MB`);

function say(sentence, wrong = false) {
  part("send-said").textContent = sentence;
  part("send-said").classList.toggle("is-wrong", wrong);
}

/** Show which file was chosen, and at once when it is too large. */
function showChosen() {
  const [file] = part("file").files;
  part("drop").classList.toggle("has-file", Boolean(file));
  if (!file) return;
  part("drop-name").textContent = file.name;
  part("drop-size").textContent = size(file.size);
  const most = Number(form.dataset.mostBytes);
  const heavy = file.size > most;
  say(heavy ? text("upload.heavy", { size: megabytes(file.size), most: megabytes(most) }) : "", heavy);
  part("send-button").disabled = heavy;
}

function wireDropping() {
  const drop = part("drop");
  const over = (is) => (event) => {
    event.preventDefault();
    drop.classList.toggle("is-over", is);
  };
  drop.addEventListener("dragover", over(true));
  drop.addEventListener("dragleave", over(false));
  drop.addEventListener("drop", (event) => {
    over(false)(event);
    if (!event.dataTransfer.files.length) return;
    part("file").files = event.dataTransfer.files;
    showChosen();
  });
  part("file").addEventListener("change", showChosen);
}

function setSending(is) {
  part("sending").hidden = !is;
  part("send-button").disabled = is;
}

function showSent({ loaded, total }) {
  part("send-progress").value = total ? loaded / total : 0;
  const whole = loaded >= total;
  say(whole ? text("upload.arrived") : text("upload.sent", { done: size(loaded), all: size(total) }));
}

function reasonOf(request) {
  try {
    return JSON.parse(request.responseText).detail;
  } catch {
    return text("upload.failed");
  }
}

function send(event) {
  event.preventDefault();
  const request = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", showSent);
  request.addEventListener("load", () => {
    if (request.status === 201) return location.assign(request.getResponseHeader("Location"));
    setSending(false);
    return say(reasonOf(request), true);
  });
  const stop = () => request.abort();
  for (const [name, key] of [["error", "upload.unreachable"], ["abort", "upload.stopped"]]) {
    request.addEventListener(name, () => {
      setSending(false);
      say(text(key), name === "error");
    });
  }
  part("send-stop").addEventListener("click", stop, { once: true });
  setSending(true);
  request.send(new FormData(form));
}

export function wireSending() {
  if (!form) return;
  wireDropping();
  showChosen();
  form.addEventListener("submit", send);
}

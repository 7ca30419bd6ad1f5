/** The page's events, by which map and panels speak without knowing each other. */

export function say(name, detail = {}) {
  document.dispatchEvent(new CustomEvent(`geoapp:${name}`, { detail }));
}

export function on(name, listener) {
  document.addEventListener(`geoapp:${name}`, (event) => listener(event.detail ?? {}));
}

/** Run `task` once in the next frame, however often it is asked for until then. */
export function oncePerFrame(task) {
  let frame = 0;
  return () => {
    if (frame) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      task();
    });
  };
}

/** Run `task` when nothing has asked for it during `ms` milliseconds. */
export function whenQuiet(task, ms) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => task(...values), ms);
  };
}

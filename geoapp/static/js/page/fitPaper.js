/** On paper a map keeps the size it was painted in, shrunk or grown as a whole to `room`, in pixels. */
export function fitPaper(frame, room) {
  new ResizeObserver(() => {
    if (matchMedia("print").matches) return;
    const { width, height } = frame.getBoundingClientRect();
    const sizes = { width: `${width}px`, height: `${height}px`, zoom: Math.min(room.width / width, room.height / height) };
    for (const [name, value] of Object.entries(sizes)) frame.style.setProperty(`--paper-${name}`, value);
  }).observe(frame);
}

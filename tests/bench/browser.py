"""A real Chromium: how long until a page is painted, how smoothly its map moves."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Error, Page, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chromium-headless-shell")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEW = {"width": 1440, "height": 900}
# A page without a mark of its own is ready two frames after everything has loaded.
MARK_LOADED = """
addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(
  () => performance.mark("bench:loaded"))));"""
MARKED = "name => performance.getEntriesByName(name)[0]?.startTime"
RECORD = """
window.bench = {frames: [], long: [], events: [], last: 0, on: true};
requestAnimationFrame(function step(now) {
  if (bench.last) bench.frames.push(now - bench.last);
  bench.last = now;
  if (bench.on) requestAnimationFrame(step);
});
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) bench.long.push(entry.duration);
}).observe({type: "longtask"});
document.addEventListener("geoapp:inview", () => bench.events.push(performance.now()));"""
SETTLED = """since => {
  const last = bench.events.at(-1);
  return last > since && last < performance.now() - 400;
}"""


@dataclass
class Motion:
    """Milliseconds: between frames while dragging and while zooming, of long tasks, to settle."""

    pan: list[float] = field(default_factory=list)
    zoom: list[float] = field(default_factory=list)
    long_tasks: list[float] = field(default_factory=list)
    settle: list[float] = field(default_factory=list)


@contextmanager
def open_browser() -> Iterator[Browser]:
    """One browser; a page that hangs takes only this one with it."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


def browser_name() -> str:
    with open_browser() as browser:
        return f"Chromium {browser.version}"


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """A page of a visitor who never was here: nothing cached, nothing stored."""
    context = browser.new_context(viewport=VIEW)
    page = context.new_page()
    page.add_init_script(MARK_LOADED)
    yield page
    context.close()


def seconds_until(page: Page, url: str, mark: str, within_s: float) -> float | None:
    """Open a page and return the seconds from the click to `mark`; None when it takes too long."""
    begun = time.monotonic()
    try:
        page.goto(url, wait_until="commit", timeout=within_s * 1000)
        left_s = within_s - (time.monotonic() - begun)
        page.wait_for_function(MARKED, arg=mark, timeout=max(1, left_s * 1000), polling=100)
        return float(page.evaluate(MARKED, mark)) / 1000
    except Error:
        return None


def load_times(url: str, mark: str, times: int, within_s: float) -> list[float | None]:
    """Open a page several times, each in a browser of its own; stops where it took too long."""
    found: list[float | None] = []
    while len(found) < times and None not in found:
        with open_browser() as browser, fresh_page(browser) as page:
            found.append(seconds_until(page, url, mark, within_s))
    return found


def move_about(page: Page) -> Motion:
    """Drag and zoom the map of a ready page as a hand would, and watch its frames."""
    page.evaluate(RECORD)
    motion = Motion()
    box = page.locator("#map_projects").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for wheel in (0, -200, -200, 200, -300):
        if wheel:
            motion.zoom += _watched(page, lambda turn=wheel: _zoom(page, middle, turn, motion))
        for across, down in ((220, 60), (-260, 90), (-120, -160), (180, 20)):
            motion.pan += _watched(page, lambda dx=across, dy=down: _drag(page, middle, dx, dy))
        page.wait_for_timeout(500)
    motion.long_tasks = page.evaluate("bench.long")
    return motion


def _watched(page: Page, act) -> list[float]:
    page.evaluate("bench.frames.length = 0")
    act()
    frames: list[float] = page.evaluate("bench.frames.slice(1)")
    return frames


def _drag(page: Page, middle: tuple[float, float], across: float, down: float) -> None:
    x, y = middle[0] - across / 2, middle[1] - down / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(1, 41):
        page.mouse.move(x + across * step / 40, y + down * step / 40)
        page.wait_for_timeout(8)
    page.mouse.up()


def _zoom(page: Page, middle: tuple[float, float], turn: int, motion: Motion) -> None:
    page.mouse.move(*middle)
    begun: float = page.evaluate("performance.now()")
    page.mouse.wheel(0, turn)
    page.wait_for_function(SETTLED, arg=begun, timeout=15_000, polling=50)
    motion.settle.append(page.evaluate("bench.events.at(-1)") - begun)

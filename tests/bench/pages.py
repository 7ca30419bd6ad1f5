"""Whole pages in Chromium: until they are ready, whether all is drawn, how smoothly they move."""

import json
from collections.abc import Iterator

from playwright.sync_api import Browser

from tests.bench.asking import Asker
from tests.bench.browser import (
    Motion,
    fresh_page,
    load_times,
    move_about,
    open_browser,
    seconds_until,
)
from tests.bench.plan import Plan
from tests.bench.programs import our_service, plain_service
from tests.bench.stage import REAL, Stage
from tests.bench.table import Line, highest, in_ms, in_s, middle

OURS, THEIRS = "geoapp:ready", "bench:loaded"
READY_WITHIN_S = 30
DRAWN = """() => {
  const {mapDrawn, mapClustered} = document.documentElement.dataset;
  return Number(mapDrawn) + Number(mapClustered);
}"""


def measure_pages(stage: Stage, plan: Plan) -> Iterator[Line]:
    """Page ready at every size, with the plain service beside; then pan and zoom."""
    yield from _shell(stage, plan)
    yield from _ready(stage, plan, plan.middle, at_most_s=1.0, times_faster=10)
    yield from _ready(stage, plan, plan.large, at_most_s=2.5, times_faster=None)


def _shell(stage: Stage, plan: Plan) -> Iterator[Line]:
    for size in (REAL, plan.middle, plan.large):
        with our_service(stage.settings_for(size)) as address, Asker(address) as asker:
            answers = [asker.get("/") for _ in range(60)][20:]
            plain = len(asker.get("/", Accept_Encoding="identity").body)
            seconds = middle(answer.seconds for answer in answers)
            yield Line(
                f"the page's shell, {size:,} projects: server time",
                in_ms(seconds),
                f"HTML {plain / 1000:.0f} kB, {len(answers[0].body) / 1000:.0f} kB packed",
                "≤ 40 ms; HTML ≤ 150 kB",
                seconds <= 0.040 and plain <= 150_000,
            )
            yield _identity(asker, address, size)


def _identity(asker: Asker, address: str, size: int) -> Line:
    extent = json.loads(asker.get("/map/extent").body)
    with open_browser() as browser, fresh_page(browser) as page:
        ready = seconds_until(page, address, OURS, READY_WITHIN_S)
        drawn = page.evaluate(DRAWN) if ready is not None else 0
    matched, unlocated = extent["numberMatched"], extent["unlocated"]
    return Line(
        f"drawn + clustered + without a place = matched, {size:,}",
        f"{drawn:,} + {unlocated:,} = {drawn + unlocated:,}",
        f"{matched:,}",
        "equal",
        drawn + unlocated == matched == size,
    )


def _ready(
    stage: Stage, plan: Plan, size: int, *, at_most_s: float, times_faster: float | None
) -> Iterator[Line]:
    ours, kept, motion = _our_times(stage, plan, size)
    with stage.database(size) as database:
        url = database.app_engine.url.render_as_string(hide_password=False)
    with plain_service(url) as address:
        times = plan.slow_loads if times_faster else 1
        markers = load_times(f"{address}/markers", THEIRS, times, plan.gives_up_s)
        canvas = load_times(f"{address}/canvas", THEIRS, times, plan.gives_up_s)
        cluster = load_times(f"{address}/cluster", THEIRS, plan.slow_loads, plan.gives_up_s)
    aim = f"≤ {at_most_s} s"
    met = ours <= at_most_s
    if times_faster:
        aim += f", ≥ {times_faster:g}× faster"
        met = met and (None in markers or middle(markers) / ours >= times_faster)
    yield Line(f"page ready, {size:,} projects", in_s(ours), _beside(markers, ours, plan), aim, met)
    yield Line(f"— the same, tiles kept from before, {size:,}", in_s(kept), "", "", None)
    for name, times in (("canvas", canvas), ("FastMarkerCluster", cluster)):
        yield Line(
            f"— beside: Folium {name}, {size:,}", in_s(ours), _beside(times, ours, plan), "", None
        )
    yield from _smoothness(motion, size, judged=times_faster is None)


def _our_times(stage: Stage, plan: Plan, size: int) -> tuple[float, float, Motion]:
    """Medians with no tile kept and with tiles kept, and the map's motion."""
    fresh, kept = [], []
    with our_service(stage.settings_for(size)) as address, open_browser() as browser:
        _load(browser, address)
        for _ in range(plan.loads):
            stage.clear_tiles()
            fresh.append(_load(browser, address))
            kept.append(_load(browser, address))
        stage.clear_tiles()
        with fresh_page(browser) as page:
            seconds_until(page, address, OURS, READY_WITHIN_S)
            motion = move_about(page)
    return middle(fresh), middle(kept), motion


def _load(browser: Browser, address: str) -> float:
    with fresh_page(browser) as page:
        seconds = seconds_until(page, address, OURS, READY_WITHIN_S)
    if seconds is None:
        raise RuntimeError(f"not ready within {READY_WITHIN_S} s")
    return seconds


def _beside(times: list[float | None], ours: float, plan: Plan) -> str:
    if None in times:
        return in_s(None, plan.gives_up_s)
    theirs = middle(times)
    return f"{in_s(theirs)} = {theirs / ours:.1f}×"


def _smoothness(motion: Motion, size: int, *, judged: bool) -> Iterator[Line]:
    pan, zoom = motion.pan, motion.zoom
    late = highest(pan) / 1000
    yield Line(
        f"a pan frame, {size:,} projects: 95 of 100 within",
        in_ms(late),
        f"median {in_ms(middle(pan) / 1000)}, worst {in_ms(max(pan) / 1000)}, {len(pan)} frames",
        "≤ 60 ms" if judged else "",
        late <= 0.060 if judged else None,
    )
    yield Line(
        f"— a frame while zooming, {size:,}: 95 of 100 within",
        in_ms(highest(zoom) / 1000),
        f"median {in_ms(middle(zoom) / 1000)}; all new after {in_s(middle(motion.settle) / 1000)}",
        "",
        None,
    )
    long_tasks = motion.long_tasks
    worst = f", longest {in_ms(max(long_tasks) / 1000)}" if long_tasks else ""
    yield Line(
        f"— tasks over 50 ms in all of it, {size:,}", f"{len(long_tasks)}{worst}", "", "", None
    )

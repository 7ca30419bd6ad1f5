"""Maps for the meeting: a page, a large one, the offline file, the pack, the map meanwhile."""

import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from sqlalchemy.orm import Session

from geoapp.db.engine import Database
from geoapp.domain.areas import parse_area_ref
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.layers import read_layers
from geoapp.domain.rights import NOBODY
from geoapp.exports.content import ExportContent
from geoapp.exports.options import ExportOptions
from geoapp.exports.pdf import write_pdf
from geoapp.exports.web_page import write_web_page
from geoapp.models import Pack
from geoapp.queries.wanted import resolve
from geoapp.services.exports import gather, open_office
from geoapp.services.pack_orders import parse_pack_order
from geoapp.services.pack_room import PackRoom, open_pack_room
from geoapp.services.packs import Asking, order_pack
from geoapp.settings import GEO_DATA, Settings
from tests.bench.baseline_print import map_by_matplotlib, page_by_weasyprint
from tests.bench.crowd import crowd
from tests.bench.paced import Pace
from tests.bench.plan import Plan
from tests.bench.programs import our_service, our_workers
from tests.bench.stage import REAL, Stage
from tests.bench.table import Line, in_ms, in_s, middle
from tests.bench.tiles import clock_of

DISTRICT = "district:480@2025-06-30"
HUE = "province:46@2026-01-01"
TIMES, SLOW_TIMES = 15, 5
# Made one after the other while the map is asked.
PACKS = 3
IN_LINE = 200
MAP_PATHS = ("/map/summary", "/map/list", "/tiles/projects/9/409/232.mvt", "/map/extent")
PLAIN = ExportOptions()


def measure_exports(stage: Stage, plan: Plan) -> Iterator[Line]:
    """A district's page beside what one would take first, larger ones, the pack, the map."""
    with stage.database(REAL) as database:
        settings = stage.settings_for(REAL)
        district = _content(database, settings, DISTRICT, 40)
        yield from _district(database, settings, district)
        yield from _fresh(district)
        yield _pack(database, settings)
    with stage.database(plan.middle) as database:
        many = _content(database, stage.settings_for(plan.middle), None, 320)
        yield from _many(many)
    yield from _map_meanwhile(stage)


def _content(
    database: Database, settings: Settings, area: str | None, projects: int
) -> ExportContent:
    areas = (parse_area_ref(area),) if area else ()
    clock = clock_of(settings)
    with Session(database.app_engine) as session:
        wanted = resolve(session, ProjectFilter(areas=areas), clock)
        layers = read_layers(settings.layers_dir, GEO_DATA)
        office = open_office(settings, layers, lang="vi", color="schedule", today=clock.today)
        found = gather(session, wanted, office, PLAIN, most=20_000)
    return replace(found, projects=found.projects[:projects])


def _timed(make: Callable[[], object], times: int = TIMES) -> float:
    make()
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        make()
        seconds.append(time.perf_counter() - begun)
    return middle(seconds)


def _district(database: Database, settings: Settings, content: ExportContent) -> Iterator[Line]:
    def whole() -> bytes:
        _content(database, settings, DISTRICT, 40)
        return write_pdf(content, PLAIN)

    ours, plot, page = (
        _timed(whole),
        _timed(lambda: map_by_matplotlib(content, PLAIN), SLOW_TIMES),
        _timed(lambda: page_by_weasyprint(content, PLAIN), SLOW_TIMES),
    )
    alone = _timed(lambda: write_pdf(content, PLAIN))
    what = "PDF A4 of a district, 40 projects"
    yield Line(
        f"{what}: asked for and written, warm",
        in_ms(ours),
        f"{in_ms(alone)} without asking the database",
        "≤ 250 ms",
        ours <= 0.25,
    )
    yield Line(
        f"{what}: whole page against its map alone by matplotlib",
        in_ms(alone),
        f"{in_ms(plot)}, {plot / alone:.1f}×",
        "≥ 5×",
        plot / alone >= 5,
    )
    yield Line(
        f"{what}: whole page against a page by WeasyPrint that is handed the map",
        in_ms(alone),
        f"{in_ms(page)}, {page / alone:.1f}×",
        "≥ 10×",
        page / alone >= 10,
    )


def _fresh(content: ExportContent) -> Iterator[Line]:
    with tempfile.TemporaryDirectory() as folder:
        given, written = Path(folder) / "content", Path(folder) / "page.pdf"
        given.write_bytes(pickle.dumps(content))
        command = [sys.executable, "-m", "tests.bench.fresh_pdf", str(given), str(written)]
        seconds = _timed(lambda: subprocess.run(command, check=True), SLOW_TIMES)
    yield Line(
        "the same in a fresh process, start of Python included",
        in_s(seconds),
        "",
        "≤ 1.0 s",
        seconds <= 1.0,
    )


def _many(content: ExportContent) -> Iterator[Line]:
    size = len(write_pdf(content, PLAIN)) / 1e6
    seconds = _timed(lambda: write_pdf(content, PLAIN), SLOW_TIMES)
    yield Line(
        f"PDF with {len(content.projects)} projects and their table",
        in_ms(seconds),
        f"{size:.2f} MB",
        "≤ 500 ms, ≤ 1 MB",
        seconds <= 0.5 and size <= 1,
    )
    size = len(write_web_page(content, PLAIN)) / 1e6
    seconds = _timed(lambda: write_web_page(content, PLAIN), SLOW_TIMES)
    yield Line(
        f"offline HTML, {len(content.projects)} projects",
        in_ms(seconds),
        f"{size:.2f} MB",
        "≤ 200 ms, ≤ 1.5 MB",
        seconds <= 0.2 and size <= 1.5,
    )


def _pack(database: Database, settings: Settings) -> Line:
    room = open_pack_room(settings, database.app_engine)
    with our_workers(settings, database):
        seconds = _timed(lambda: _made(room), SLOW_TIMES)
    return Line(
        "pack: 9 districts × PDF, PowerPoint, Excel, asked for and zipped",
        in_s(seconds),
        f"27 files, by {Settings.workers} workers",
        "≤ 5 s",
        seconds <= 5,
    )


def _made(room: PackRoom) -> None:
    number = _asked(room)
    while _state(room, number) in ("queued", "making"):
        time.sleep(0.01)


def _asked(room: PackRoom) -> int:
    today = clock_of(room.settings).today
    with Session(room.engine) as session:
        return order_pack(
            session, parse_pack_order([("area", HUE)], today=today), Asking(NOBODY, today)
        ).id


def _state(room: PackRoom, number: int) -> str:
    with Session(room.engine) as session:
        return session.get_one(Pack, number).state


def _map_meanwhile(stage: Stage) -> Iterator[Line]:
    """Ask the map 20 times a second, idle and while a worker makes packs."""
    with stage.copy(REAL) as (settings, database):
        own = replace(settings, workers=0)
        room = open_pack_room(own, database.app_engine)
        with our_service(own) as address:
            with Pace(address, MAP_PATHS, 20).kept() as seconds:
                time.sleep(10)
            idle = middle(seconds)
            yield _map_in_line(address, idle)
            with our_workers(own, database):
                _made(room)
                with Pace(address, MAP_PATHS, 20).kept() as seconds:
                    for _ in range(PACKS):
                        _made(room)
                busy = middle(seconds)
    yield Line(
        "map under 20 requests a second while a pack is made, median",
        in_ms(busy),
        f"{in_ms(idle)} idle, {busy / idle:.1f}×",
        "≤ 2× idle",
        busy <= 2 * idle,
    )


def _map_in_line(address: str, idle: float) -> Line:
    """Ask the map while two hundred others, who asked all at once, wait for their PDF."""
    with Pace(address, MAP_PATHS, 20).kept() as seconds:
        begun = time.perf_counter()
        crowd(address, f"/exports/pdf?area={DISTRICT}", IN_LINE)
        took = time.perf_counter() - begun
    busy = middle(seconds)
    return Line(
        f"map under 20 requests a second while {IN_LINE} exports asked at once are made, median",
        in_ms(busy),
        f"{in_ms(idle)} idle, {busy / idle:.1f}×; all had their PDF after {in_s(took)}",
        "",
        None,
    )

"""Filters nobody asked before: the totals and the counts of every option."""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.db.engine import Database
from geoapp.domain.choices import FUNDING, SCHEDULES, STAGES, codes
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.models import Agency
from geoapp.queries.areas import select_units, to_unit
from tests.bench.asking import Asker
from tests.bench.plan import Plan
from tests.bench.programs import our_service
from tests.bench.stage import SEED, Stage
from tests.bench.table import Line, in_ms, middle

WORDS = ("phu loc", "truong", "benh vien", "Đường", "package 77", "an my", "cau", "thanh xuan 12")
PARTS = {"summary": 0.060, "filters": 0.150}


def measure_filters(stage: Stage, plan: Plan) -> Iterator[Line]:
    """Ask for totals and for options under each filter once, in the large database."""
    settings = stage.settings_for(plan.large)
    with stage.database(plan.large) as database:
        queries = random_filters(database, plan.filters)
    with our_service(settings) as address, Asker(address) as asker:
        for part in ("summary", "filters", "list"):
            for _ in range(6):
                asker.get(f"/map/{part}")
        seconds = {
            part: [(asker.get(f"/map/{part}?{query}").seconds, query) for query in queries]
            for part in ("summary", "filters", "list")
        }
    for part, found in seconds.items():
        yield _line(part, found, plan.large)


def _line(part: str, found: list[tuple[float, str]], size: int) -> Line:
    times = [seconds for seconds, _ in found]
    slowest, query = max(found)
    what = {
        "summary": f"a new filter and its totals, {size:,} projects",
        "filters": f"counts of every option, {size:,} projects",
        "list": f"— beside: first page of the list, {size:,}",
    }
    aim = PARTS.get(part)
    return Line(
        what[part],
        in_ms(middle(times)),
        f"median of {len(times)}; slowest {in_ms(slowest)}: `{query}`",
        f"≤ {aim * 1000:.0f} ms" if aim else "",
        middle(times) <= aim if aim else None,
    )


def random_filters(database: Database, count: int) -> list[str]:
    """Query strings of one to three filters of different kinds, each kind of filter in turn."""
    chance = random.Random(SEED)
    with Session(database.app_engine) as session:
        units = [str(to_unit(row).ref) for row in session.execute(select_units())]
        agencies = session.scalars(select(Agency.code).order_by(Agency.code)).all()
    values = {
        "area": units,
        "sector": [sector.code for sector in SECTORS],
        "kind": [kind.code for kind in KINDS],
        "funding": codes(FUNDING),
        "stage": codes(STAGES),
        "schedule": codes(SCHEDULES),
        "progress": [f"{low}-{low + 30}" for low in range(0, 71, 5)],
        "agency": agencies,
        "q": WORDS,
    }
    names = list(values)
    found = []
    for number in range(count):
        first = names[number % len(names)]
        others = chance.sample([name for name in names if name != first], chance.randint(0, 2))
        pairs = [(name, chance.choice(values[name])) for name in (first, *others)]
        found.append(urlencode(pairs))
    return found

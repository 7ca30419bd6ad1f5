"""Tiles: fresh ones against the same SQL without our service, kept ones against fresh ones."""

import math
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import psycopg
from sqlalchemy.dialects import postgresql
from sqlalchemy.orm import Session

from geoapp.db.engine import Database
from geoapp.domain.bbox import Bbox, Tile
from geoapp.domain.filters import ProjectFilter
from geoapp.queries.summary import find_home
from geoapp.queries.tiles import numbers_of, select_tile
from geoapp.queries.wanted import Clock, resolve
from geoapp.settings import Settings
from tests.bench.asking import Asker
from tests.bench.plan import Plan
from tests.bench.programs import our_service
from tests.bench.stage import Stage
from tests.bench.table import Line, in_ms, middle

Statements = Sequence[tuple[str, dict[str, Any]]]


def measure_tiles(stage: Stage, plan: Plan) -> Iterator[Line]:
    """Measure z12 and z8 tiles of the large database."""
    settings = stage.settings_for(plan.large)
    with stage.database(plan.large) as database, our_service(settings) as address:
        tiles, statements = _z12(database, settings)
        url = stage.cluster.url(settings.database).replace("+psycopg", "")
        for clients in (1, 2):
            yield _throughput(stage, plan, address, url, tiles, statements, clients)
        yield from _repeated(stage, plan, address, home_of(database, settings))


def clock_of(settings: Settings) -> Clock:
    today = settings.today or datetime.now(settings.time_zone).date()
    return Clock(today, settings.time_zone.key, settings.rule)


def home_of(database: Database, settings: Settings) -> Bbox:
    with Session(database.app_engine) as session:
        return find_home(session, clock_of(settings).today)


def _z12(database: Database, settings: Settings) -> tuple[list[Tile], Statements]:
    tiles = tiles_over(home_of(database, settings), 12)
    with Session(database.app_engine) as session:
        wanted = resolve(session, ProjectFilter(), clock_of(settings))
    compiled = select_tile(wanted, "schedule").compile(dialect=postgresql.psycopg.dialect())
    return tiles, [(compiled.string, compiled.params | numbers_of(tile)) for tile in tiles]


def tiles_over(box: Bbox, z: int) -> list[Tile]:
    west, north = _place(box.west, box.north, z)
    east, south = _place(box.east, box.south, z)
    return [Tile(z, x, y) for x in range(west, east + 1) for y in range(north, south + 1)]


def _place(lon: float, lat: float, z: int) -> tuple[int, int]:
    up = math.asinh(math.tan(math.radians(lat))) / math.pi
    return int((lon + 180) / 360 * 2**z), int((1 - up) / 2 * 2**z)


def path_of(tile: Tile) -> str:
    return f"/tiles/projects/{tile.z}/{tile.x}/{tile.y}.mvt"


def _throughput(
    stage: Stage, plan: Plan, address: str, url: str, tiles: list[Tile], statements: Statements,
    clients: int,
) -> Line:  # fmt: skip
    """Both in turns, each tile once a round, no tile kept; medians over the rounds."""
    shares = [range(start, len(tiles), clients) for start in range(clients)]
    connections = [_raw_connection(url) for _ in range(clients)]
    askers = [Asker(address) for _ in range(clients)]
    raw, ours = [], []
    for _ in range(plan.rounds + 1):
        raw.append(_timed(lambda k: _run(connections[k], statements, shares[k]), clients))
        stage.clear_tiles()
        ours.append(_timed(lambda k: _ask(askers[k], tiles, shares[k]), clients))
    for connection in connections:
        connection.close()
    theirs_s, ours_s = middle(raw[1:]) / len(tiles), middle(ours[1:]) / len(tiles)
    return Line(
        f"z12 tile of {plan.large:,} projects, {clients} at a time",
        f"{1 / ours_s:.0f} tiles/s ({in_ms(ours_s)})",
        f"raw psycopg {1 / theirs_s:.0f} tiles/s ({in_ms(theirs_s)}) = {theirs_s / ours_s:.2f}",
        "≥ 0.6 of it",
        theirs_s / ours_s >= 0.6,
    )


def _raw_connection(url: str) -> psycopg.Connection[Any]:
    connection = psycopg.connect(url, autocommit=True)
    connection.execute("SET max_parallel_workers_per_gather = 0")
    return connection


def _run(connection: psycopg.Connection[Any], statements: Statements, share: range) -> None:
    for index in share:
        connection.execute(*statements[index]).fetchone()


def _ask(asker: Asker, tiles: list[Tile], share: range) -> None:
    for index in share:
        asker.get(path_of(tiles[index]))


def _timed(work: Any, clients: int) -> float:
    with ThreadPoolExecutor(clients) as pool:
        begun = time.perf_counter()
        for done in [pool.submit(work, client) for client in range(clients)]:
            done.result()
        return time.perf_counter() - begun


def _repeated(stage: Stage, plan: Plan, address: str, home: Bbox) -> Iterator[Line]:
    with Asker(address) as asker:
        path = max(map(path_of, tiles_over(home, 8)), key=lambda one: len(asker.get(one).body))
        fresh = []
        for _ in range(plan.rounds + 2):
            stage.clear_tiles()
            fresh.append(asker.get(path))
        kept = [asker.get(path).seconds for _ in range(200)]
        tag = fresh[0].headers["ETag"]
        unchanged = [asker.get(path, If_None_Match=tag).seconds for _ in range(200)]
    fresh_s, kept_s = middle(one.seconds for one in fresh), middle(kept)
    yield Line(
        "a repeated z8 tile against a fresh one",
        f"{in_ms(kept_s)} against {in_ms(fresh_s)}",
        f"{fresh_s / kept_s:.0f}×; {len(fresh[0].body) / 1000:.0f} kB",
        "≥ 50×",
        fresh_s / kept_s >= 50,
    )
    yield Line(
        "— the same, not changed (304)", in_ms(middle(unchanged)),
        f"{fresh_s / middle(unchanged):.0f}×", "", None,
    )  # fmt: skip

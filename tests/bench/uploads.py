"""Uploads: from the file to the preview and into the projects, beside `geopandas.to_postgis`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import geopandas
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from geoapp.db.engine import Database
from geoapp.domain.rights import shell_viewer
from geoapp.ingest.limits import Limits
from geoapp.services import uploads
from geoapp.settings import Settings
from tests.bench.paced import Pace
from tests.bench.plan import Plan
from tests.bench.programs import our_service, our_worker
from tests.bench.stage import Stage
from tests.bench.table import Line, in_ms, in_s, middle
from tests.bench.tiles import home_of, path_of, tiles_over
from tests.bench.upload_files import write_upload

WHO = shell_viewer("bench")
LOOK_EVERY_S = 0.02
GIVES_UP_S = 600
IDLE_S = 15
A_SECOND = 20
# Half of the file is known and changes in most fields; half of it is new.
AIMS = {50_000: (4.0, 350, None), 200_000: (14.0, 700, 15.0)}
PEER = """
CREATE TABLE peer (LIKE project INCLUDING ALL);
ALTER TABLE peer ADD FOREIGN KEY (lead_agency_id) REFERENCES agency,
  ADD FOREIGN KEY (owner_agency_id) REFERENCES agency,
  ADD FOREIGN KEY (tie_set_id) REFERENCES tie_set,
  ADD FOREIGN KEY (revision_id) REFERENCES revision"""
ROWS = """
SELECT p.code, p.name, p.name_en, p.sector, p.kind, p.funding, p.stage, p.investment_vnd,
       p.plan_year_vnd, p.area_ha, p.length_m, p.lead_agency_id, p.planned_finish,
       p.actual_finish, p.position, p.accuracy_m, p.tie_set_id, p.revision_id, p.recorded_at,
       p.geometry
FROM project p JOIN upload_row u ON u.code = p.code
WHERE u.upload_id = :upload AND u.outcome IN ('added', 'changed') ORDER BY u.id"""


@dataclass(frozen=True)
class Times:
    """Seconds of each part of one upload; `peer_s` is what geopandas took for the same rows."""

    ready_s: float
    units_s: float
    apply_s: float
    peer_s: float
    peak_mb: float


def measure_uploads(stage: Stage, plan: Plan) -> Iterator[Line]:
    """Bring files into copies of the large database, then ask for the map meanwhile."""
    for count in plan.uploads:
        file = write_upload(
            stage.settings.data_dir / "upload.geojson", count, first=plan.large - count // 2 + 1
        )
        with stage.copy(plan.large) as (settings, database):
            with our_worker(settings, database) as worker:
                upload_id, ready_s, units_s = bring(database, settings.files_dir, file)
                apply_s = apply(database, upload_id)
                peak_mb = worker.peak_mb()
            peer_s = write_by_geopandas(database.owner_engine, upload_id)
        yield from _lines(count, file, Times(ready_s, units_s, apply_s, peer_s, peak_mb))
    yield _meanwhile(stage, plan, file)


def bring(database: Database, files_dir: Path, file: Path) -> tuple[int, float, float]:
    """Upload a file and wait; seconds until the preview is ready, then until units are found."""
    begun = time.perf_counter()
    with Session(database.app_engine) as session, file.open("rb") as source:
        upload_id = uploads.receive(
            session, files_dir, source, Limits(), WHO, file_name=file.name
        ).id
    wait_until(database, upload_id, "state = 'ready'")
    ready = time.perf_counter()
    wait_until(database, upload_id, "tied_at_revision IS NOT NULL")
    return upload_id, ready - begun, time.perf_counter() - ready


def apply(database: Database, upload_id: int) -> float:
    """Apply an upload and wait; seconds until all of it is written."""
    begun = time.perf_counter()
    with Session(database.app_engine) as session:
        uploads.apply(session, upload_id, WHO)
    wait_until(database, upload_id, "state = 'applied'")
    return time.perf_counter() - begun


def wait_until(database: Database, upload_id: int, condition: str) -> None:
    question = text(f"SELECT {condition}, state, problem FROM upload WHERE id = :upload")
    last = time.perf_counter() + GIVES_UP_S
    while time.perf_counter() < last:
        with database.app_engine.connect() as connection:
            met, state, problem = connection.execute(question, {"upload": upload_id}).one()
        if met:
            return
        if problem or state in ("failed", "needs-position", "needs-columns"):
            raise RuntimeError(f"the upload is {state}: {problem}")
        time.sleep(LOOK_EVERY_S)
    raise RuntimeError(f"the upload is still {state} after {GIVES_UP_S} s")


def write_by_geopandas(owner: Engine, upload_id: int) -> float:
    """Write the rows an upload wrote into an empty table like `project`, but without history."""
    with owner.begin() as connection:
        frame = geopandas.read_postgis(
            text(ROWS), connection, geom_col="geometry", params={"upload": upload_id}
        )
        whole = ["investment_vnd", "plan_year_vnd", "lead_agency_id", "accuracy_m", "tie_set_id"]
        frame = frame.astype(dict.fromkeys(whole, "Int64"))
        for statement in PEER.split(";"):
            connection.execute(text(statement))
    begun = time.perf_counter()
    with owner.begin() as connection:
        frame.to_postgis("peer", connection, if_exists="append", index=False)
    return time.perf_counter() - begun


def _lines(count: int, file: Path, times: Times) -> Iterator[Line]:
    ready_s, ready_mb, apply_s = AIMS.get(count, (None, None, None))
    what = f"{count:,} features, {file.stat().st_size / 1e6:.0f} MB"
    yield Line(
        f"upload of {what}: ready to look at",
        in_s(times.ready_s),
        "half of them known and changed",
        f"≤ {ready_s:g} s" if ready_s else "",
        times.ready_s <= ready_s if ready_s else None,
    )
    yield Line(
        "— the worker's memory at most, applying too",
        f"{times.peak_mb:.0f} MB",
        "",
        f"≤ {ready_mb} MB" if ready_mb else "",
        times.peak_mb <= ready_mb if ready_mb else None,
    )
    yield Line(
        "— applied",
        in_s(times.apply_s),
        f"units found before in {in_s(times.units_s)}",
        f"≤ {apply_s:g} s" if apply_s else "",
        times.apply_s <= apply_s if apply_s else None,
    )
    whole = times.units_s + times.apply_s
    yield Line(
        "— units found and applied, with history",
        in_s(whole),
        f"geopandas to_postgis {in_s(times.peer_s)} = {whole / times.peer_s:.2f}",
        "≤ 1.5 of it",
        whole <= 1.5 * times.peer_s,
    )


def _meanwhile(stage: Stage, plan: Plan, file: Path) -> Line:
    """Ask for fresh tiles and the list at a steady pace, idle and while the file is worked on."""
    with (
        stage.copy(plan.large) as (settings, database),
        our_service(settings) as address,
        our_worker(settings, database),
    ):
        paths = _paths(database, settings)
        with _asking(stage, address, paths) as idle:
            time.sleep(IDLE_S)
        with _asking(stage, address, paths) as busy:
            upload_id, _, _ = bring(database, settings.files_dir, file)
            apply(database, upload_id)
    ratio = middle(busy) / middle(idle)
    return Line(
        f"tile or list, {A_SECOND} a second, during the last upload",
        in_ms(middle(busy)),
        f"idle {in_ms(middle(idle))} = {ratio:.1f}×; {len(busy)} answers",
        "≤ 2× idle",
        ratio <= 2,
    )


def _paths(database: Database, settings: Settings) -> list[str]:
    """Tiles as a person looks at them, and after each one a list."""
    tiles = [path_of(tile) for tile in tiles_over(home_of(database, settings), 12)]
    lists = [f"/map/list?page={number % 40 + 1}" for number in range(len(tiles))]
    return [path for pair in zip(tiles, lists, strict=True) for path in pair]


@contextmanager
def _asking(stage: Stage, address: str, paths: list[str]) -> Iterator[list[float]]:
    stage.clear_tiles()
    with Pace(address, paths, A_SECOND).kept() as seconds:
        yield seconds

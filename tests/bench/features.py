"""A thousand features as GeoJSON, beside geopandas."""

import time
from collections.abc import Callable, Iterator

import geopandas
import orjson
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from geoapp.domain.filters import ProjectFilter
from geoapp.queries.features import find_features
from geoapp.queries.wanted import Wanted, resolve
from tests.bench.asking import Asker
from tests.bench.plan import Plan
from tests.bench.programs import our_service
from tests.bench.stage import Stage
from tests.bench.table import Line, in_ms, middle
from tests.bench.tiles import clock_of

COUNT = 1_000
# The same properties, but for ties and agencies, which a frame would have to be merged with.
READ = f"""
SELECT code, name, name_en, sector, kind, funding, stage, progress, planned_progress,
       investment_vnd, disbursed_vnd, plan_year_vnd, area_ha, length_m, baseline_start,
       baseline_finish, planned_finish, forecast_finish, actual_finish, last_report, accuracy_m,
       position, lead_agency_id, partner_agency_ids, owner_agency_id, sources,
       illustrative_fields, tie_set_id, revision_id, geometry
FROM project ORDER BY code LIMIT {COUNT}"""


def measure_features(stage: Stage, plan: Plan) -> Iterator[Line]:
    """From the database to GeoJSON, against geopandas in full and against its writing alone."""
    settings = stage.settings_for(plan.large)
    with stage.database(plan.large) as database, Session(database.app_engine) as session:
        # The service keeps filters resolved for as long as the data stay as they are.
        wanted = resolve(session, ProjectFilter(), clock_of(settings))
        frame = read_frame(database.app_engine)
        ours, whole, written = alternating(
            plan.rounds * 4,
            lambda: our_json(database.app_engine, wanted),
            lambda: read_frame(database.app_engine).to_json(default=str),
            lambda: frame.to_json(default=str),
        )
    with our_service(settings) as address, Asker(address) as asker:
        path = f"/collections/projects/items?limit={COUNT}"
        asked = [asker.get(path, Accept_Encoding="identity") for _ in range(20)][5:]
        served = middle(one.seconds for one in asked)
    what = f"{COUNT:,} features as GeoJSON, from the database"
    for name, theirs in (("read_postgis + to_json", whole), ("to_json of a ready frame", written)):
        ratio = theirs / ours
        beside = f"geopandas {name} {in_ms(theirs)} = {ratio:.1f}×"
        yield Line(what, in_ms(ours), beside, "≥ 5× faster", ratio >= 5)
    size = f"{len(asked[0].body) / 1e6:.1f} MB"
    yield Line("— the same over HTTP, with the count of all", in_ms(served), size, "", None)


def read_frame(engine: Engine) -> geopandas.GeoDataFrame:
    with engine.connect() as connection:
        return geopandas.read_postgis(text(READ), connection, geom_col="geometry")


def our_json(engine: Engine, wanted: Wanted) -> bytes:
    with Session(engine) as session:
        return orjson.dumps(find_features(session, wanted, limit=COUNT))


def alternating(times: int, *works: Callable[[], object]) -> list[float]:
    """Median seconds of each work, done in turns so that all meet the same noise."""
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for found, work in zip(seconds, works, strict=True):
            begun = time.perf_counter()
            work()
            found.append(time.perf_counter() - begun)
    return [middle(found) for found in seconds]

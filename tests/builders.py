"""Rows with all that a test does not care about filled in; each adds itself to the session."""

from collections.abc import Mapping
from datetime import date
from itertools import count
from typing import Any

import orjson
from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import Range
from sqlalchemy.orm import Session

from geoapp.domain.filters import parse_project_filter
from geoapp.domain.schedule import ScheduleRule
from geoapp.models import (
    Agency,
    AgencySuccessor,
    Area,
    Baseline,
    Milestone,
    ProgressReport,
    Project,
    Tie,
    TieSet,
)
from geoapp.queries.wanted import Clock, Wanted, resolve
from geoapp.services.revisions import begin_revision

TODAY = date(2026, 11, 20)
ZONE = "Asia/Ho_Chi_Minh"
_number = count(1)


def revise(session: Session) -> None:
    """Open a revision unless the transaction has one."""
    if not session.scalar(text("SELECT nullif(current_setting('geoapp.revision', true), '')")):
        begin_revision(session, actor="test", action="test", reason="Because a test says so")


def _add(session: Session, row: Any) -> Any:
    revise(session)
    session.add(row)
    session.flush()
    session.expire_all()
    return row


def geometry(wkt: str | None) -> Any:
    return None if wkt is None else func.ST_GeomFromText(wkt, 4326)


def add_project(
    session: Session,
    code: str | None = None,
    *,
    wkt: str | None = None,
    units: Mapping[Area, str] | None = None,
    **values: Any,
) -> Project:
    """Add a project; `wkt` is lon lat, `units` the units it belongs to and why."""
    code = code or f"P-{next(_number):05}"
    given = {"name": f"Dự án {code}", "sector": "transport", "kind": "road"} | values
    if wkt:
        given.setdefault("position", "surveyed")
    if units:
        given["tie_set_id"] = add_tie_set(session, units)
    return _add(session, Project(code=code, geometry=geometry(wkt), **given))


def add_tie_set(session: Session, units: Mapping[Area, str]) -> int:
    tie_set = _add(session, TieSet(key=f"test {next(_number)}"))
    ties = [Tie(tie_set_id=tie_set.id, area_id=unit.id, basis=why) for unit, why in units.items()]
    session.add_all(ties)
    session.flush()
    return tie_set.id


def add_unit(
    session: Session,
    code: str,
    *,
    level: str = "commune",
    since: date | None = None,
    until: date | None = None,
    box: tuple[float, float, float, float] | None = None,
    **values: Any,
) -> Area:
    """Add a unit that existed from `since` to `until`, both inclusive; `box` is its outline."""
    valid = Range(since, until, bounds="[]")
    outline = None if box is None else func.ST_Multi(func.ST_MakeEnvelope(*box, 4326))
    given = {"name": f"Xã {code}", "source": "a test"} | values
    return _add(session, Area(level=level, code=code, valid=valid, geometry=outline, **given))


def add_agency(session: Session, code: str, *, after: list[Agency] = (), **values: Any) -> Agency:
    """Add an agency that took over the work of those in `after`."""
    agency = _add(session, Agency(code=code, **{"name": f"Sở {code}"} | values))
    for former in after:
        _add(session, AgencySuccessor(agency_id=former.id, successor_id=agency.id))
    return agency


def add_baseline(
    session: Session, project: Project, start: date, finish: date, *, illustrative: bool = False
) -> Baseline:
    given = {"start": start, "finish": finish, "illustrative": illustrative}
    return _add(session, Baseline(project_id=project.id, **given))


def add_milestone(session: Session, project: Project, planned: date, **values: Any) -> Milestone:
    given = {"kind": "other", "name": "Mốc"} | values
    return _add(session, Milestone(project_id=project.id, planned=planned, **given))


def add_report(
    session: Session, project: Project, month: str, progress: float, **values: Any
) -> ProgressReport:
    """Add an accepted report of `month` (YYYY-MM), handed in on its 15th."""
    given = {"accepted": True, "reported_on": date.fromisoformat(f"{month}-15")} | values
    first = date.fromisoformat(f"{month}-01")
    return _add(
        session, ProgressReport(project_id=project.id, month=first, progress=progress, **given)
    )


def ask(
    session: Session,
    *,
    today: date = TODAY,
    rule: ScheduleRule | None = None,
    **filters: Any,
) -> Wanted:
    """Resolve filters as an address names them; a list repeats a parameter."""
    pairs = [
        (name, str(one))
        for name, value in filters.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    clock = Clock(today, ZONE, rule or ScheduleRule())
    return resolve(session, parse_project_filter(pairs, today=today), clock)


def plain(value: Any) -> Any:
    """Return features as a program reads them, their geometry decoded."""
    return orjson.loads(orjson.dumps(value))

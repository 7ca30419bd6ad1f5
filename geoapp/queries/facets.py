"""How many projects each option of each filter would leave."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Integer, Select, Subquery, case, cast, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from geoapp.models import Tie
from geoapp.queries.wanted import Wanted

# Filters whose options are counted; each leaves its own choice out of its counts.
COUNTED = ("sector", "kind", "funding", "stage", "schedule", "progress", "agency", "area")
PROGRESS_STEP = 10
PLACE = {name: place for place, name in enumerate(COUNTED)}
BIT = {name: 2**place for name, place in PLACE.items()}
BY_AREA = 0b110
# Keyed by what GROUPING() says of the first column of each: a 0 bit where it is grouped by.
GROUPS = {
    0b011: ("sector", "kind", "stage", "schedule"),
    0b101: ("funding", "progress", "agency"),
    BY_AREA: ("area",),
}


@dataclass(frozen=True)
class Facets:
    """Counts by option; `progress` has ten steps of ten points and None for not reported.

    `agency` is keyed by the id of the lead agency, `area` by the id of the unit; `projects`
    counts those that meet every filter.
    """

    sector: dict[str, int]
    kind: dict[str, int]
    funding: dict[str, int]
    stage: dict[str, int]
    schedule: dict[str | None, int]
    progress: dict[int | None, int]
    agency: dict[int | None, int]
    area: dict[int, int]
    projects: int


def count_options(session: Session, wanted: Wanted) -> Facets:
    """Count every option of every filter in one pass over the projects.

    Each project carries the set of filters it fails, as bits; one that fails none counts
    everywhere, one that fails a single filter counts among that filter's options.
    """
    counts: dict[str, dict[Any, int]] = {name: {} for name in COUNTED}
    matching = 0
    for failed, *values, grouped, projects in session.execute(select_counts(wanted)):
        for name in GROUPS[grouped]:
            if failed in (0, BIT[name]):
                found, value = counts[name], values[PLACE[name]]
                found[value] = found.get(value, 0) + projects
        if failed == 0 and grouped == BY_AREA:
            matching += projects
    counts["area"] = _by_unit(session, counts["area"])
    return Facets(**counts, projects=matching)


def select_counts(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    """Select numbers of projects by failed filters and by each group of columns.

    A few groups of columns are hashed much faster than a group for each column; their
    combinations stay few, and are added up outside.
    """
    rows = _rows(wanted)
    sets = [tuple_(rows.c.failed, *(rows.c[name] for name in names)) for names in GROUPS.values()]
    return (
        select(
            rows.c.failed,
            *(rows.c[name] for name in COUNTED),
            func.grouping(*(rows.c[names[0]] for names in GROUPS.values())).label("grouped"),
            func.count().label("projects"),
        )
        .where(or_(rows.c.failed == 0, rows.c.failed.op("&")(rows.c.failed - 1) == 0))
        .group_by(func.grouping_sets(*sets))
    )


def _rows(wanted: Wanted) -> Subquery:
    c: Any = wanted.p.c
    failed: Any = literal(0)
    always = [wanted.visible]
    for name, condition in wanted.conditions_by_name.items():
        if name in BIT:
            # A comparison with null is no match, so it counts as failed too.
            failed = failed + case((condition, 0), else_=BIT[name])
        else:
            always.append(condition)
    step = func.least(cast(func.floor(c.progress / PROGRESS_STEP), Integer), 9)
    # LEAST passes over nulls: alone it would put the unreported into the last step.
    reported_step = case((c.progress.is_not(None), step))
    return (
        select(
            failed.label("failed"),
            c.sector,
            c.kind,
            c.funding,
            c.stage,
            wanted.schedule.label("schedule"),
            reported_step.label("progress"),
            c.lead_agency_id.label("agency"),
            c.tie_set_id.label("area"),
        )
        .where(*always)
        .subquery("rows")
    )


def _by_unit(session: Session, by_set: dict[int | None, int]) -> dict[int, int]:
    """Turn counts by tie set into counts by unit."""
    found: dict[int, int] = {}
    for tie_set_id, area_id in session.execute(
        select(Tie.tie_set_id, Tie.area_id).where(Tie.basis != "outweighed")
    ):
        if tie_set_id in by_set:
            found[area_id] = found.get(area_id, 0) + by_set[tie_set_id]
    return found

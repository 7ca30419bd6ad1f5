"""A filter made ready to ask with: areas, agencies and words resolved to keys."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ARRAY,
    REAL,
    ColumnElement,
    FromClause,
    Integer,
    and_,
    any_,
    cast,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from geoapp.domain.filters import ProjectFilter
from geoapp.domain.rights import NOBODY, Viewer
from geoapp.domain.schedule import ScheduleRule, Standing, standing_in, standing_on
from geoapp.domain.spelling import (
    folded_pattern,
    has_marks,
    search_pattern,
    search_words,
    strip_marks,
)
from geoapp.models import Agency, Area, Project, Tie
from geoapp.queries.agencies import Agencies, read_agencies
from geoapp.queries.areas import Unit, get_unit
from geoapp.queries.rights import on_map
from geoapp.queries.source import days_late_of, project_rows, schedule_of

# What the index of words keeps of one word, in letters.
LONGEST_WORD = 100


@dataclass(frozen=True)
class Clock:
    """What “today” is, the time zone in which days end, and the thresholds of *late*."""

    today: date
    zone: str
    rule: ScheduleRule


@dataclass(frozen=True, eq=False)
class Wanted:
    """A `ProjectFilter` resolved against the database; every query of a request shares it.

    It stands for the state of the data it was resolved with, and may be kept as long as that;
    `areas_json` collects what features have said of tie sets so far.
    """

    filter: ProjectFilter
    units: tuple[Unit, ...]
    agencies: Agencies
    standing: Standing
    zone: str
    conditions_by_name: dict[str, ColumnElement[bool]]
    rows: FromClause
    p: FromClause
    viewer: Viewer = NOBODY
    areas_json: dict[int, bytes] = field(default_factory=dict)

    @cached_property
    def schedule(self) -> ColumnElement[str | None]:
        """Schedule status of each project, for the filter's day."""
        return schedule_of(self.p, self.standing)

    @cached_property
    def days_late(self) -> ColumnElement[int | None]:
        """Days late of each project, for the filter's day."""
        return days_late_of(self.p, self.standing)

    @cached_property
    def visible(self) -> ColumnElement[bool]:
        """Projects that whoever asks may see: published ones, and drafts that are theirs."""
        return on_map(self.viewer, self.p)

    @cached_property
    def condition(self) -> ColumnElement[bool]:
        """All that is wanted: visible projects that meet every field of the filter."""
        return and_(self.visible, *self.conditions_by_name.values())


def resolve(
    session: Session, wanted: ProjectFilter, clock: Clock, viewer: Viewer = NOBODY
) -> Wanted:
    """Resolve a filter; raises `BadParameter` for units and agencies that do not exist."""
    day = wanted.as_of or clock.today
    standing = (
        standing_in(wanted.month, day, clock.rule) if wanted.month else standing_on(day, clock.rule)
    )
    rows = project_rows(wanted.as_of, wanted.month, clock.zone)
    p = rows.alias("p")
    agencies = read_agencies(session)
    units = tuple(get_unit(session, ref, clock.today) for ref in wanted.areas)
    conditions = _conditions(session, wanted, p, standing)
    if units:
        conditions["area"] = _in_any(
            p.c.tie_set_id, _tie_sets(session, Tie.area_id.in_([unit.id for unit in units]))
        )
    if wanted.agencies:
        conditions["agency"] = p.c.lead_agency_id.in_(
            [key for code in wanted.agencies for key in agencies.answering_as(code)]
        )
    return Wanted(wanted, units, agencies, standing, clock.zone, conditions, rows, p, viewer)


def _conditions(
    session: Session, wanted: ProjectFilter, p: FromClause, standing: Standing
) -> dict[str, ColumnElement[bool]]:
    listed = {
        "sector": wanted.sectors,
        "kind": wanted.kinds,
        "funding": wanted.funding,
        "stage": wanted.stages,
    }
    conditions: dict[str, ColumnElement[bool]] = {
        name: p.c[name].in_(values) for name, values in listed.items() if values
    }
    if wanted.schedules:
        conditions["schedule"] = schedule_of(p, standing).in_(wanted.schedules)
    if wanted.progress:
        # As real numbers: 33.3 in double precision is more than 33.3 as the column keeps it.
        conditions["progress"] = or_(
            *(
                p.c.progress.between(cast(low, REAL), cast(high, REAL))
                for low, high in wanted.progress
            )
        )
    texts = [words for words in map(search_words, wanted.q) if words]
    if texts:
        conditions["q"] = _mentions(session, wanted, p, texts)
    return conditions


def _mentions(
    session: Session, wanted: ProjectFilter, p: FromClause, texts: Sequence[Sequence[str]]
) -> ColumnElement[bool]:
    """A project says every word of a text; asked apart, words are found by their own indexes."""
    rows: FromClause = p if wanted.as_of else Project.__table__
    named = _named_before if wanted.as_of else _named
    said = or_(*(and_(*(_says(session, rows, word, named) for word in words)) for words in texts))
    return said if wanted.as_of else p.c.id.in_(select(rows.c.id).where(said))


def _named_before(p: FromClause, word: str) -> ColumnElement[bool]:
    return p.c.search_folded.regexp_match(folded_pattern(word))


def _named(p: FromClause, word: str) -> ColumnElement[bool]:
    """A project's own name says a word: the index knows bare words, marks are compared after."""
    start = strip_marks(word)[:LONGEST_WORD].replace("\\", r"\\").replace("'", "''")
    begins = func.search_terms(p.c.search_folded).op("@@")(cast(f"'{start}':*", TSQUERY))
    if not start:
        return _named_before(p, word)
    exact = not has_marks(word) and len(word) <= LONGEST_WORD
    return begins if exact else and_(begins, _named_before(p, word))


def _says(
    session: Session, p: FromClause, word: str, named: Callable[[FromClause, str], Any]
) -> ColumnElement[bool]:
    """A project says a word in its own names, its lead agency's, or a unit's it belongs to."""
    pattern, marked = search_pattern(word)

    def begins(table: Any, prefix: str) -> ColumnElement[bool]:
        column: ColumnElement[str] = getattr(
            table, f"{prefix}_folded" if marked else f"{prefix}_stripped"
        )
        return column.regexp_match(pattern) if marked else column.contains(pattern, autoescape=True)

    agencies = session.scalars(select(Agency.id).where(begins(Agency, "name"))).all()
    areas = session.scalars(select(Area.id).where(begins(Area, "name"))).all()
    said = [named(p, word)]
    # An empty list matches nothing, and would keep the search index from being used.
    if agencies:
        said.append(_in_any(p.c.lead_agency_id, agencies))
    if areas:
        said.append(_in_any(p.c.tie_set_id, _tie_sets(session, Tie.area_id.in_(areas))))
    return or_(*said)


def _tie_sets(session: Session, which: ColumnElement[bool]) -> list[int]:
    return list(
        session.scalars(select(Tie.tie_set_id).distinct().where(which, Tie.basis != "outweighed"))
    )


def _in_any(column: Any, keys: Sequence[int]) -> ColumnElement[bool]:
    # One array parameter: a list of thousands of parameters is slow to plan.
    found: ColumnElement[bool] = column == any_(literal(list(keys), ARRAY(Integer)))
    return found

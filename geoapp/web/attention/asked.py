"""Everything the leader's page says, asked of the database in a few questions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from geoapp.queries.areas import Unit
from geoapp.queries.attention import Standings, find_standings
from geoapp.queries.attention_lines import (
    find_counted_areas,
    find_places,
    find_tie_sets,
    read_lines,
)
from geoapp.queries.overdue import Overdue, find_overdue, find_worst
from geoapp.queries.wanted import Wanted
from geoapp.web.params import wanted
from geoapp.web.state import session


@dataclass(frozen=True)
class Asked:
    """How many lines of each list are wanted, from which on, and places of how many late ones."""

    pairs: tuple[tuple[str, int], ...]
    offset: int = 0
    late_places: int = 0

    @property
    def limits(self) -> dict[str, int]:
        """How many lines are wanted, by list."""
        return dict(self.pairs)


@dataclass(frozen=True)
class Found:
    """What the database said; `lines` and `worst` are keyed by the project's id.

    `sets_of` are the sets of ties of each unit in `areas`, by the unit's id.
    """

    wanted: Wanted
    asked: Asked
    standings: Standings
    first: Mapping[str, Sequence[int]]
    overdue: Overdue
    lines: Mapping[int, Any]
    worst: Mapping[int, Any]
    areas: Mapping[int, Unit]
    sets_of: Mapping[int, Sequence[int]]
    late_places: Sequence[tuple[str, float, float]]

    @property
    def day(self) -> date:
        """The day for which everything is computed."""
        return self.wanted.standing.day

    def areas_of(self, tie_set_id: int | None) -> list[Unit]:
        """Return the counted units that a set of ties belongs to."""
        return [self.areas[key] for key, sets in self.sets_of.items() if tie_set_id in sets]


def gather(asked: Asked) -> Found:
    """Ask for this request's filter, once for each state of the data."""
    return _gathered(wanted(), asked)


# A resolved filter stands for one state of the data and for whoever sees the same.
@lru_cache(maxsize=64)
def _gathered(wants: Wanted, asked: Asked) -> Found:
    db = session()
    limits = dict(asked.limits) | {"late": max(asked.limits.get("late", 0), asked.late_places)}
    standings = find_standings(db, wants, limits=limits, offset=asked.offset)
    late = standings.first["late"]
    first = {**standings.first, "late": late[: asked.limits.get("late", 0)]}
    overdue = find_overdue(db, wants, limit=asked.limits.get("obstacles", 0), offset=asked.offset)
    ids = [key for listed in first.values() for key in listed]
    ids += [row.project_id for row in overdue.first]
    lines, areas = read_lines(db, wants, ids), find_counted_areas(db, wants)
    return Found(
        wanted=wants,
        asked=asked,
        standings=standings,
        first=first,
        overdue=overdue,
        lines=lines,
        worst=find_worst(db, wants, list(lines)),
        areas=areas,
        sets_of=find_tie_sets(db, areas),
        late_places=find_places(db, wants, late[: asked.late_places]) if asked.late_places else [],
    )

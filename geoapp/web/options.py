"""Options of the filter panel with their names and counts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from geoapp.domain import choices
from geoapp.domain.messages import message, say
from geoapp.domain.months import parse_date
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.models import Area
from geoapp.queries.areas import Unit, select_units, to_unit
from geoapp.queries.facets import Facets
from geoapp.queries.wanted import Wanted
from geoapp.web.state import clock, language, session
from geoapp.web.wording import label

MOST_FORMER = 60


@dataclass(frozen=True)
class Option:
    """One choice of a filter; `extra` is the sector a kind belongs to."""

    value: str
    label: str
    count: int
    selected: bool
    extra: str | None = None


def options(wanted: Wanted, facets: Facets) -> dict[str, Any]:
    """Return the options of every filter; those that would leave nothing stay."""
    asked = wanted.filter
    return {
        "schedule": _listed("schedule", choices.SCHEDULES, facets.schedule, asked.schedules),
        "sector": _listed("sector", SECTORS, facets.sector, asked.sectors),
        "kind": [
            Option(
                kind.code,
                label("kind", kind.code),
                facets.kind.get(kind.code, 0),
                kind.code in asked.kinds,
                kind.sector,
            )
            for kind in KINDS
        ],
        "funding": _listed("funding", choices.FUNDING, facets.funding, asked.funding),
        "stage": _listed("stage", choices.STAGES, facets.stage, asked.stages),
        "agency": _agencies(wanted, facets),
        "progress": {
            "bins": [facets.progress.get(step, 0) for step in range(10)],
            "none": facets.progress.get(None, 0),
        },
    }


def _listed(
    name: str, listed: Iterable[Any], counts: dict[Any, int], selected: Sequence[str]
) -> list[Option]:
    return [
        Option(
            choice.code,
            label(name, choice.code),
            counts.get(choice.code, 0),
            choice.code in selected,
        )
        for choice in listed
    ]


def _agencies(wanted: Wanted, facets: Facets) -> list[Option]:
    """Agencies that answer today, with the work of those they follow, most projects first."""
    agencies, lang = wanted.agencies, language()
    counts: dict[str, int] = dict.fromkeys(
        (agencies.by_code[code].current_code for code in wanted.filter.agencies), 0
    )
    for key, count in facets.agency.items():
        if key is not None:
            code = agencies.by_id[key].current_code
            counts[code] = counts.get(code, 0) + count
    selected = {agencies.by_code[code].current_code for code in wanted.filter.agencies}
    found = [
        Option(code, agencies.by_code[code].label(lang), count, code in selected)
        for code, count in counts.items()
    ]
    return sorted(found, key=lambda option: (-option.count, option.label))


@dataclass(frozen=True)
class AreaLabel:
    """A unit as it is shown: dated reference, name, and the dates it existed."""

    ref: str
    name: str
    level: str
    parent_name: str | None
    valid_from: date | None
    valid_to: date | None
    former: bool
    count: int = 0
    selected: bool = False


def area_label(
    unit: Unit, *, parents: dict[str, str] | None = None, count: int = 0, selected: bool = False
) -> AreaLabel:
    """Return how a unit is shown; `parents` are names by code."""
    return AreaLabel(
        str(unit.ref),
        unit.name,
        unit.level,
        (parents or {}).get(unit.parent_code or ""),
        unit.valid_from,
        unit.valid_to,
        unit.former(clock().today),
        count,
        selected,
    )


def area_labels(units: Iterable[Unit]) -> list[AreaLabel]:
    """Return the chosen units as they are shown."""
    return [area_label(unit) for unit in units]


def area_groups(
    wanted: Wanted, counts: dict[int, int], *, find: str, on: str | None
) -> list[dict[str, Any]]:
    """Return the units to choose from: in force on a day, and grouped apart, former ones.

    Former units appear when they are looked for by name or have projects.
    """
    day = parse_date("on", on) if on else clock().today
    selected = {unit.id for unit in wanted.units}
    parents = _parent_names()
    units = [to_unit(row) for row in session().execute(select_units(q=find))]
    in_force = [unit for unit in units if _stands(unit, day)]
    former = [
        unit
        for unit in units
        if unit not in in_force and (find or counts.get(unit.id) or unit.id in selected)
    ]
    former.sort(key=lambda unit: -counts.get(unit.id, 0))

    def shown(group: Sequence[Unit]) -> list[AreaLabel]:
        return [
            area_label(
                unit, parents=parents, count=counts.get(unit.id, 0), selected=unit.id in selected
            )
            for unit in group
        ]

    return [
        {"title": say(message("In force"), language()), "options": shown(in_force)},
        {"title": say(message("Former units"), language()), "options": shown(former[:MOST_FORMER])},
    ]


def _stands(unit: Unit, day: date) -> bool:
    begun = unit.valid_from is None or unit.valid_from <= day
    return begun and (unit.valid_to is None or day <= unit.valid_to)


def _parent_names() -> dict[str, str]:
    rows = session().execute(
        select(Area.code, Area.name).where(Area.level != "commune").order_by(Area.valid)
    )
    return {row.code: row.name for row in rows}

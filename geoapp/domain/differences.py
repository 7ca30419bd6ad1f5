"""What differs between two states of a project, field by field, and how it is said."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from geoapp.domain import choices
from geoapp.domain.formatting import (
    say_area,
    say_date,
    say_length,
    say_money,
    say_month,
    say_percent,
)
from geoapp.domain.messages import Message, message, say
from geoapp.domain.sectors import KINDS, SECTORS

Kind = Literal[
    "text", "money", "area", "length", "percent", "date", "month", "code", "agency", "agencies",
    "flag", "geometry",
]  # fmt: skip


@dataclass(frozen=True)
class Field:
    """A column of projects that people know, in the order in which differences are told."""

    name: str
    kind: Kind
    title: Message


FIELDS: Final = (
    Field("name", "text", message("Name")),
    Field("short_name", "text", message("Short name")),
    Field("name_en", "text", message("Name in English")),
    Field("sector", "code", message("Sector")),
    Field("kind", "code", message("Kind of work")),
    Field("funding", "code", message("Funding")),
    Field("stage", "code", message("Stage")),
    Field("progress", "percent", message("Progress")),
    Field("planned_progress", "percent", message("Planned progress")),
    Field("last_report", "date", message("Reported on")),
    Field("report_month", "month", message("Report of the month")),
    Field("disbursed_vnd", "money", message("Disbursed")),
    Field("investment_vnd", "money", message("Total investment")),
    Field("plan_year_vnd", "money", message("Capital plan of the year")),
    Field("area_ha", "area", message("Area of the site")),
    Field("length_m", "length", message("Length")),
    Field("lead_agency_id", "agency", message("Lead agency")),
    Field("partner_agency_ids", "agencies", message("Partner agencies")),
    Field("owner_agency_id", "agency", message("Owner")),
    Field("baseline_start", "date", message("Start in the baseline")),
    Field("baseline_finish", "date", message("Finish in the baseline")),
    Field("planned_finish", "date", message("Planned finish")),
    Field("forecast_finish", "date", message("Forecast finish")),
    Field("actual_finish", "date", message("Actual finish")),
    Field("position", "code", message("Position")),
    Field("accuracy_m", "length", message("Accuracy of the position")),
    Field("geometry", "geometry", message("Place on the map")),
    Field("published", "flag", message("Published")),
    Field("retired_on", "date", message("Retired on")),
)
BY_NAME: Final = {field.name: field for field in FIELDS}
NAMES: Final = tuple(field.name for field in FIELDS)
LISTS: Final[Mapping[str, Sequence[Any]]] = {
    "sector": SECTORS,
    "kind": KINDS,
    "funding": choices.FUNDING,
    "stage": choices.STAGES,
    "position": choices.POSITIONS,
    "milestone.kind": choices.MILESTONES,
    "capital.source": choices.CAPITAL_SOURCES,
    "obstacle.kind": choices.OBSTACLE_KINDS,
}
CODES: Final = {name: {choice.code: choice for choice in listed} for name, listed in LISTS.items()}


@dataclass(frozen=True)
class Difference:
    """One field that is not what it was; None is unknown."""

    field: Field
    before: Any
    after: Any


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Return what differs in the fields that both states have, in the order of `FIELDS`."""
    return [
        Difference(field, before[field.name], after[field.name])
        for field in FIELDS
        if field.name in before and field.name in after
        if before[field.name] != after[field.name]
    ]


def say_value(field: Field, value: Any, lang: str, agencies: Mapping[int, str]) -> str | None:
    """Return a value as people read it, None where unknown; `agencies` are names by id."""
    if value is None:
        return None
    if field.kind == "code":
        choice = CODES[field.name].get(value)
        return getattr(choice, lang) if choice else str(value)
    if field.kind == "agency":
        return agencies.get(value, str(value))
    if field.kind == "agencies":
        return _listed(value, agencies)
    return SAYINGS[field.kind](value, lang)


def _listed(keys: Sequence[int], agencies: Mapping[int, str]) -> str | None:
    return ", ".join(agencies.get(key, str(key)) for key in keys) or None


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _flag(value: bool, lang: str) -> str:
    return say(message("yes") if value else message("no"), lang)


SAYINGS: Final[Mapping[str, Callable[[Any, str], str]]] = {
    "text": lambda value, _: str(value),
    "money": say_money,
    "area": say_area,
    "length": say_length,
    "percent": say_percent,
    "date": lambda value, lang: say_date(_day(value), lang),
    "month": lambda value, lang: say_month(_day(value), lang),
    "flag": _flag,
    "geometry": lambda _, lang: say(message("drawn"), lang),
}

"""The short filters above the leader's page: one choice each, from what there is."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from geoapp.domain.choices import FUNDING
from geoapp.domain.sectors import SECTORS
from geoapp.queries.areas import select_units, to_unit
from geoapp.web.chosen import unit_words
from geoapp.web.params import version, wanted
from geoapp.web.state import clock, language, session


@dataclass(frozen=True)
class Select:
    """A filter as a list to choose one value from, with the values that are chosen."""

    name: str
    options: list[tuple[str, str]]
    chosen: tuple[str, ...]

    @property
    def single(self) -> bool:
        """Tell whether one value at most is chosen: more are shown as chips."""
        return len(self.chosen) <= 1


def selects() -> list[Select]:
    """Return the filters that stand above the page; all others are kept as they are."""
    asked, lang = wanted().filter, language()
    agencies = sorted(
        ((one.code, one.label(lang)) for one in wanted().agencies.by_id.values() if not one.former),
        key=lambda one: one[1],
    )
    answering = [wanted().agencies.by_code[code].current_code for code in asked.agencies]
    return [
        Select("area", _areas(), tuple(str(unit.ref) for unit in wanted().units)),
        Select("sector", _named(SECTORS), asked.sectors),
        Select("agency", agencies, tuple(answering)),
        Select("funding", _named(FUNDING), asked.funding),
    ]


def _named(choices: Any) -> list[tuple[str, str]]:
    return [(one.code, one.vi if language() == "vi" else one.en) for one in choices]


def _areas() -> list[tuple[str, str]]:
    """Return the chosen units, then former districts, then units in force."""
    known = _usual_areas(version(), clock().today, language())
    names = {value for value, _ in known}
    others = [unit for unit in wanted().units if str(unit.ref) not in names]
    return [*((str(unit.ref), unit_words(unit)) for unit in others), *known]


@lru_cache(maxsize=8)
def _usual_areas(_version: str, today: date, _lang: str) -> list[tuple[str, str]]:
    units = [to_unit(row) for row in session().execute(select_units())]
    former = [unit for unit in units if unit.former(today) and unit.level == "district"]
    in_force = [unit for unit in units if not unit.former(today) and unit.level != "province"]
    return [(str(unit.ref), unit_words(unit)) for unit in (*former, *in_force)]

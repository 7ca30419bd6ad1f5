"""The one value that map, list, counts, features, tiles and exports are asked with."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from geoapp.domain.areas import AreaRef, parse_area_ref
from geoapp.domain.choices import FUNDING, SCHEDULES, STAGES, codes
from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.domain.months import parse_date, parse_month
from geoapp.domain.sectors import KINDS, SECTORS

FILTER_NAMES = (
    "area",
    "sector",
    "kind",
    "funding",
    "stage",
    "schedule",
    "progress",
    "agency",
    "q",
    "as_of",
    "month",
)
MAX_TEXT = 200
# Three digits behind the point survive being written and read again.
_RANGE = re.compile("-".join([r"([0-9]{1,3}(?:\.[0-9]{1,3})?)"] * 2))
T = TypeVar("T")


@dataclass(frozen=True)
class ProjectFilter:
    """What is wanted: values of one field are alternatives, fields narrow each other.

    `progress` holds (min, max) in percent and leaves out projects nobody reported.
    `as_of` is the data as recorded at the end of that day; `month` whose reports count.
    """

    areas: tuple[AreaRef, ...] = ()
    sectors: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    funding: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    schedules: tuple[str, ...] = ()
    progress: tuple[tuple[float, float], ...] = ()
    agencies: tuple[str, ...] = ()
    q: tuple[str, ...] = ()
    as_of: date | None = None
    month: date | None = None

    def as_pairs(self) -> list[tuple[str, str]]:
        """Return the canonical query, in the contract's order, as name and value."""
        lists = {
            "area": [str(area) for area in self.areas],
            "sector": self.sectors,
            "kind": self.kinds,
            "funding": self.funding,
            "stage": self.stages,
            "schedule": self.schedules,
            "progress": [f"{low:g}-{high:g}" for low, high in self.progress],
            "agency": self.agencies,
            "q": self.q,
            "as_of": [self.as_of.isoformat()] if self.as_of else [],
            "month": [f"{self.month:%Y-%m}"] if self.month else [],
        }
        return [(name, value) for name in FILTER_NAMES for value in lists[name]]

    @property
    def progress_span(self) -> tuple[float, float]:
        """Return the lowest and highest percent wanted, 0 and 100 where all are."""
        ends = [end for span in self.progress for end in span] or [0.0, 100.0]
        return min(ends), max(ends)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing narrows the projects."""
        return not [name for name, _ in self.as_pairs() if name not in ("as_of", "month")]


def parse_project_filter(pairs: Iterable[tuple[str, str]], *, today: date) -> ProjectFilter:
    """Read the filters among the query's pairs; names that are no filters are left alone.

    Raises `BadParameter` for values that no filter can have. Whether an area or agency
    exists is known to the database alone.
    """
    given: dict[str, list[str]] = {name: [] for name in FILTER_NAMES}
    for name, value in pairs:
        if name in given and value.strip():
            given[name].append(value.strip())
    return ProjectFilter(
        areas=_each(given["area"], parse_area_ref),
        sectors=_known("sector", given["sector"], [sector.code for sector in SECTORS]),
        kinds=_known("kind", given["kind"], [kind.code for kind in KINDS]),
        funding=_known("funding", given["funding"], codes(FUNDING)),
        stages=_known("stage", given["stage"], codes(STAGES)),
        schedules=_known("schedule", given["schedule"], codes(SCHEDULES)),
        progress=tuple(sorted(_each(given["progress"], _parse_range))),
        agencies=_each(given["agency"], str),
        q=tuple(sorted(_each(given["q"], lambda text: parse_text("q", text)))),
        as_of=_last(given["as_of"], lambda text: _parse_as_of(text, today)),
        month=_last(given["month"], lambda text: parse_month("month", text)),
    )


def _known(name: str, values: Sequence[str], choices: Sequence[str]) -> tuple[str, ...]:
    for value in values:
        if value not in choices:
            raise BadParameter(
                name, expected=message("one of {choices}", choices=", ".join(choices)), got=value
            )
    return tuple(choice for choice in choices if choice in values)


def _each(values: Sequence[str], parse: Callable[[str], T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(map(parse, values)))


def _last(values: Sequence[str], parse: Callable[[str], T]) -> T | None:
    return parse(values[-1]) if values else None


def _parse_range(text: str) -> tuple[float, float]:
    found = _RANGE.fullmatch(text)
    lowest, highest = map(float, found.groups()) if found else (1.0, 0.0)
    if not lowest <= highest <= 100:
        raise BadParameter("progress", expected=message("MIN-MAX in percent, 0-100"), got=text)
    return lowest, highest


def parse_text(name: str, text: str) -> str:
    """Read words to search for; `name` is the parameter they came in."""
    if "\x00" in text:
        raise BadParameter(name, expected=message("text without NUL characters"), got=text)
    if len(text) > MAX_TEXT:
        raise BadParameter(
            name, expected=message("at most {count} characters", count=MAX_TEXT), got=text
        )
    return text


def _parse_as_of(text: str, today: date) -> date:
    day = parse_date("as_of", text)
    if day > today:
        raise BadParameter(
            "as_of", expected=message("a day up to today ({today})", today=today), got=text
        )
    return day

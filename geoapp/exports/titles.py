"""The title and subtitle that a filter proposes for its page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from geoapp.domain.choices import FUNDING, SCHEDULES, STAGES
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.formatting import NBSP, say_date, say_month, say_number
from geoapp.domain.messages import Message, message, say
from geoapp.domain.sectors import KINDS, SECTORS

# Vietnamese writes the kind of a unit small within a sentence.
UNIT_KINDS: Final = (
    "Tỉnh", "Thành phố", "Quận", "Huyện", "Thị xã", "Thị trấn", "Xã", "Phường", "Đặc khu",
)  # fmt: skip
MOST_NAMED: Final = 3


class Named(Protocol):
    """A code with its names in both languages."""

    @property
    def code(self) -> str:
        """The code."""

    @property
    def vi(self) -> str:
        """The Vietnamese name."""

    @property
    def en(self) -> str:
        """The English name."""


@dataclass(frozen=True)
class TitleFacts:
    """What a title speaks of; `last_day` is that of former units, None while all stand."""

    asked: ProjectFilter
    area_names: tuple[str, ...]
    agency_names: tuple[str, ...]
    place: str
    theme: str
    projects: int
    last_day: date | None
    day: date


def propose_title(facts: TitleFacts, lang: str) -> str:
    """Return “Dự án trọng điểm trên địa bàn huyện Phú Lộc”."""
    where = _listed([small_kind(name, lang) for name in facts.area_names], lang) or facts.place
    sectors = _labels(SECTORS, facts.asked.sectors, lang)
    if not sectors or len(sectors) > MOST_NAMED:
        return say(message("Key projects in {place}", place=where), lang)
    named = _listed([sector.lower() for sector in sectors], lang)
    return say(message("Projects in {place}: {sectors}", place=where, sectors=named), lang)


def fill_title(text: str, facts: TitleFacts, lang: str) -> str:
    """Return a title of one's own, its places in braces filled: {place}, {month} and {day}.

    A template can then name every district of a pack.
    """
    listed = _listed([small_kind(name, lang) for name in facts.area_names], lang)
    said = {
        ("{place}", "{địa bàn}"): listed or facts.place,
        ("{month}", "{tháng}"): say_month(facts.asked.month or facts.day, lang),
        ("{day}", "{ngày}"): say_date(facts.day, lang),
    }
    for names, words in said.items():
        for name in names:
            text = text.replace(name, words)
    return text


def propose_subtitle(facts: TitleFacts, lang: str) -> str:
    """Return what is coloured, how many, which filters, and the days of outlines and data."""
    asked = facts.asked
    parts: list[str | Message] = [facts.theme]
    parts.append(message("{count} projects", count=say_number(facts.projects, lang)))
    parts += _filters(asked, facts.agency_names, lang)
    if facts.last_day:
        day = say_date(facts.last_day, lang)
        parts.append(message("boundaries up to {day}", day=day))
    if asked.month:
        parts.append(message("reports of {month}", month=say_month(asked.month, lang)))
    day = say_date(facts.day, lang)
    recorded = message("as recorded on {day}", day=day)
    parts.append(recorded if asked.as_of else message("data up to {day}", day=day))
    return " · ".join(part if isinstance(part, str) else say(part, lang) for part in parts)


def say_filters(asked: ProjectFilter, agencies: Sequence[str], lang: str) -> str:
    """Return the filters but for areas and months, in words; empty where nothing narrows."""
    return " · ".join(_filters(asked, agencies, lang))


def _filters(asked: ProjectFilter, agencies: Sequence[str], lang: str) -> list[str]:
    listed = [
        _labels(KINDS, asked.kinds, lang),
        _labels(FUNDING, asked.funding, lang),
        _labels(STAGES, asked.stages, lang),
        _labels(SCHEDULES, asked.schedules, lang),
        list(agencies),
        [f"{say_number(low, lang)} – {say_number(high, lang)}%" for low, high in asked.progress],
        [f"“{text}”" for text in asked.q],
    ]
    if len(asked.sectors) > MOST_NAMED:
        listed.insert(0, _labels(SECTORS, asked.sectors, lang))
    return [_listed(names, lang) for names in listed if names]


def small_kind(name: str, lang: str) -> str:
    """Return “huyện Phú Lộc” from “Huyện Phú Lộc”, its words kept on one line."""
    if lang == "vi":
        for kind in UNIT_KINDS:
            if name.startswith(f"{kind} "):
                return kind.lower() + name[len(kind) :].replace(" ", NBSP, 1)
    return name


def _labels(choices: Sequence[Named], codes: Sequence[str], lang: str) -> list[str]:
    named = {one.code: one.vi if lang == "vi" else one.en for one in choices}
    return [named[code] for code in codes]


def _listed(names: Sequence[str], lang: str) -> str:
    if len(names) < 2:
        return "".join(names)
    first, last = ", ".join(names[:-1]), names[-1]
    return say(message("{first} and {last}", first=first, last=last), lang)

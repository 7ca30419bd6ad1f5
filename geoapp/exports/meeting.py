"""One page for the meeting: what changed since the last one, with the map beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from geoapp.charts.counts import class_of
from geoapp.domain.choices import SCHEDULES
from geoapp.domain.differences import Difference, say_value
from geoapp.domain.formatting import say_date, say_number
from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent
from geoapp.exports.map_picture import picture
from geoapp.exports.page_pictures import logo_file, symbol_file
from geoapp.exports.remarks import remarks
from geoapp.exports.typeset import typeset
from geoapp.exports.words import name_words

MAP_MM: Final = (122.0, 142.0)
GROUPS: Final[Mapping[str, Message]] = {
    "became-late": message("became late"),
    "added": message("new"),
    "changed": message("changed otherwise"),
    "no-longer-late": message("no longer late"),
    "removed": message("taken off the map"),
}
OBSTACLES: Final[Mapping[str, Message]] = {
    "raised": message("obstacles and tasks raised"),
    "resolved": message("resolved"),
    "open": message("still open"),
    "overdue": message("overdue"),
}
# Told by the row itself, or of no interest to a meeting.
LEFT_OUT: Final = frozenset({"planned_progress", "last_report", "report_month", "geometry"})
MOST_DIFFERENCES: Final = 2
FINISHES: Final = frozenset({"planned_finish", "forecast_finish", "actual_finish"})


@dataclass(frozen=True)
class Told:
    """One change: `state` as it is or was, schedule status before and after."""

    number: int
    group: str
    state: Mapping[str, Any]
    schedules: tuple[str | None, str | None]
    differences: Sequence[Difference]


@dataclass(frozen=True)
class Meeting:
    """All that the page says; `counts` by group of change, `agencies` are names by id."""

    content: ExportContent
    since: date
    counts: Mapping[str, int]
    told: Sequence[Told]
    obstacles: Mapping[str, int]
    agencies: Mapping[int, str]


def write_meeting(meeting: Meeting) -> bytes:
    """Return the page as PDF."""
    content = meeting.content
    pictures: dict[str, Any] = {}
    if content.projects:
        pictures["map.svg"] = picture(content, *MAP_MM).svg
    pictures |= {f"symbol-{one.value}.svg": symbol_file(one) for one in content.theme.classes}
    logo, found = logo_file(content.logo)
    data = meeting_data(meeting) | {"logo": logo, "with-map": bool(content.projects)}
    return typeset("meeting_page", data, pictures | found, format="pdf", timestamp=0)


def meeting_data(meeting: Meeting) -> dict[str, Any]:
    """Return the data of the template `meeting_page.typ`."""
    content, lang = meeting.content, meeting.content.lang
    since, day = (say_date(one, lang) for one in (meeting.since, content.day))
    title = message("Since the last meeting: {since} – {day}", since=since, day=day)
    return {
        "lang": lang,
        "title": say(title, lang),
        "subtitle": _where(content),
        "agency": content.agency,
        "illustrative": say(message("Illustrative figures"), lang) if content.illustrative else "",
        "map": {"width": MAP_MM[0], "height": MAP_MM[1]},
        "counts": _counts(GROUPS, meeting.counts, lang),
        "obstacles": _counts(OBSTACLES, meeting.obstacles, lang),
        "rows": [_row(one, meeting) for one in meeting.told],
        "total": sum(meeting.counts.values()),
        "more-words": say(message("and {count} more changes", count="{count}"), lang),
        "nothing": say(message("Nothing changed in that time."), lang),
        "remarks": " ".join(remarks(content)),
        "printed": say(message("Printed on {day}", day=say_date(content.printed, lang)), lang),
    }


def _where(content: ExportContent) -> str:
    return ", ".join(content.area_names) or content.place


def _counts(
    titles: Mapping[str, Message], counts: Mapping[str, int], lang: str
) -> list[dict[str, str]]:
    return [
        {"name": name, "figure": say_number(counts[name], lang), "words": say(title, lang)}
        for name, title in titles.items()
    ]


def _row(told: Told, meeting: Meeting) -> dict[str, Any]:
    content, lang = meeting.content, meeting.content.lang
    style = class_of(content.theme, told.state)
    agency = meeting.agencies.get(told.state["lead_agency_id"] or 0, "")
    return {
        "number": str(told.number),
        "class": style.value,
        "color": style.glyph_color,
        "name": name_words(told.state, lang),
        "agency": agency,
        "group": say(GROUPS[told.group], lang),
        "late": told.group == "became-late",
        "what": "; ".join(_sentences(told, meeting.agencies, lang)),
    }


def _sentences(told: Told, agencies: Mapping[int, str], lang: str) -> Iterator[str]:
    if told.group in ("added", "removed"):
        return
    before, after = (_schedule(one, told.state, lang) for one in told.schedules)
    if told.schedules[0] != told.schedules[1]:
        yield f"{before} → {after}"
    rest = [one for one in told.differences if one.field.name not in LEFT_OUT]
    rest.sort(key=_weight)
    for one in rest[:MOST_DIFFERENCES]:
        was, now = (
            say_value(one.field, value, lang, agencies) for value in (one.before, one.after)
        )
        yield f"{say(one.field.title, lang)}: {was or '–'} → {now or '–'}"
    if len(rest) > MOST_DIFFERENCES:
        more = say_number(len(rest) - MOST_DIFFERENCES, lang)
        yield say(message("{count} more fields", count=more), lang)


def _weight(one: Difference) -> int:
    """Put progress first, then the finish, then what is followed: milestones, obstacles."""
    name = one.field.name
    return 0 if name == "progress" else 1 if name in FINISHES else 2 if "." in name else 3


def _schedule(code: str | None, state: Mapping[str, Any], lang: str) -> str:
    if code == "late" and state["schedule"] == "late" and state["days_late"]:
        return say(message("Late by {days} days", days=state["days_late"]), lang)
    known = {one.code: one.label(lang) for one in SCHEDULES}
    return known.get(code or "", say(message("not compared"), lang))

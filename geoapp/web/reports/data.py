"""What a program sends: one report as a JSON object, or many as an array of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import orjson
from flask import request

from geoapp.domain.errors import BadParameter, GeoappError
from geoapp.domain.messages import Message, message
from geoapp.domain.months import parse_date, parse_month
from geoapp.domain.reports import TEXTS, Fault, ReportEntry

MOST = 2000
Reader = Callable[[Any], Any]


class _Unread(Exception):
    def __init__(self, expected: Message) -> None:
        super().__init__()
        self.expected = expected


def sent_entries() -> list[ReportEntry]:
    """Return the reports of the request's body; raises `BadParameter` where it is no such thing.

    What one report says wrongly is a fault of its own, told together with all others.
    """
    given = _loaded(request.get_data())
    many = [given] if isinstance(given, dict) else given
    if not isinstance(many, list) or not many or not all(isinstance(one, dict) for one in many):
        raise BadParameter("body", expected=message("a report, or an array of reports"), got="")
    if len(many) > MOST:
        most = message("at most {most} reports at once", most=MOST)
        raise BadParameter("body", expected=most, got=str(len(many)))
    return [entry_of(one) for one in many]


def one_entry(text: str) -> ReportEntry:
    """Return the report that stands beside photos; raises `BadParameter` where it is none."""
    given = _loaded(text)
    if not isinstance(given, dict):
        raise BadParameter("report", expected=message("a report as a JSON object"), got=text[:40])
    return entry_of(given)


def _loaded(text: bytes | str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def entry_of(given: dict[str, Any]) -> ReportEntry:
    """Return one report with the faults of what could not be read; null is what is not told."""
    values: dict[str, Any] = {"project": "", "month": None}
    faults = [_unknown(name) for name in given if name not in READERS]
    for name, read in READERS.items():
        if given.get(name) is None:
            continue
        try:
            values[name] = read(given[name])
        except _Unread as wrong:
            said = message("Expected: {expected}.", expected=wrong.expected)
            faults.append(Fault(name, "unreadable", said))
    return ReportEntry(**values, faults=tuple(faults))


def _unknown(name: str) -> Fault:
    choices = ", ".join(READERS)
    said = message(
        "There is no field {name}; known are {choices}.", name=name[:60], choices=choices
    )
    return Fault(name[:60], "unknown_field", said)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Unread(message("a number"))
    return float(value)


def _whole(value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise _Unread(message("a whole number"))
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise _Unread(message("a text"))
    return value


def _dated(parse: Callable[[str, str], date]) -> Reader:
    def read(value: Any) -> date:
        try:
            return parse("", _text(value))
        except GeoappError as error:
            raise _Unread(error.expected) from None  # type: ignore[attr-defined]

    return read


READERS: dict[str, Reader] = {
    "project": _text,
    "month": _dated(parse_month),
    "progress": _number,
    "disbursed_vnd": _whole,
    "disbursed_month_vnd": _whole,
    "reported_on": _dated(parse_date),
    "seen": _whole,
    **dict.fromkeys(TEXTS, _text),
}

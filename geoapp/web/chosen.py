"""The active filters as chips: what each says, and the page without it."""

from datetime import date
from typing import Any

from flask import g

from geoapp.domain.formatting import say_date, say_month, say_number
from geoapp.domain.messages import message, say
from geoapp.queries.areas import Unit
from geoapp.web.links import address, change
from geoapp.web.params import filter_pairs, page_pairs, wanted
from geoapp.web.state import clock, language
from geoapp.web.wording import label


def chosen(path: str = "/") -> list[dict[str, Any]]:
    """Return one chip for each value of the filter, in the contract's order.

    Without the value, a chip leads to the page at `path`.
    """
    return [_chip(name, value, path) for name, value in filter_pairs()]


def _chip(name: str, value: str, path: str) -> dict[str, Any]:
    units = {str(unit.ref): unit for unit in wanted().units}
    rest = [pair for pair in page_pairs() if pair != (name, value)]
    return {
        "name": name,
        "value": value,
        "label": _words(name, value, units.get(value)),
        "url": address(
            path, change(rest, {"page": None, "project": None}) + g.get("kept_pairs", [])
        ),
        "former": value in units and units[value].former(clock().today),
    }


def _words(name: str, value: str, unit: Unit | None) -> str:
    if unit:
        return unit_words(unit)
    if name == "agency":
        agency = wanted().agencies.by_code[value]
        return agency.current_label(language())
    if name == "progress":
        low, high = (say_number(float(part), language()) for part in value.split("-"))
        return f"{low} – {high}%"
    if name in ("as_of", "month"):
        return _time_words(name)
    return f"“{value}”" if name == "q" else label(name, value)


def _time_words(name: str) -> str:
    asked, lang = wanted().filter, language()
    if name == "as_of" and asked.as_of:
        return say(message("as recorded on {day}", day=say_date(asked.as_of, lang)), lang)
    return say(message("reports of {month}", month=say_month(asked.month or date.min, lang)), lang)


def unit_words(unit: Unit) -> str:
    """Return the unit's name, with its last day when it is former."""
    if unit.valid_to is None or not unit.former(clock().today):
        return unit.name
    last_day = say_date(unit.valid_to, language())
    return say(message("{name} (to {day})", name=unit.name, day=last_day), language())

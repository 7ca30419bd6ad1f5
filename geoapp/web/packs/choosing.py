"""What the page of packs offers: units of a day, formats, and the filters that every file obeys."""

from typing import Any

from flask import request, url_for

from geoapp.domain.choices import LEVELS, codes
from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import say
from geoapp.exports.formats import FORMATS
from geoapp.exports.options import OPTION_NAMES
from geoapp.queries.areas import last_day_of
from geoapp.services.pack_orders import find_pack_units, parse_pack_order
from geoapp.web.chosen import chosen, unit_words
from geoapp.web.links import address
from geoapp.web.params import filter_pairs, wanted
from geoapp.web.state import clock, language, session, shared

KEPT = (*FILTER_NAMES, *OPTION_NAMES, "color", "lang")


def choices() -> dict[str, Any]:
    """Return what the form shows; raises `BadParameter` for what cannot be chosen."""
    today = clock().today
    asked = [pair for pair in request.args.items(multi=True) if pair[1]]
    areas = [pair for pair in filter_pairs() if pair[0] == "area"]
    order = parse_pack_order([*(p for p in asked if p[0] not in ("area", "unit")), *areas],
                             today=today)  # fmt: skip
    units = find_pack_units(session(), order, today)
    return {
        "order": order,
        "on": order.on or last_day_of(session(), order.level, today),
        "levels": codes(LEVELS)[1:],
        "offered": [(str(unit.ref), unit.name) for unit in units],
        "former": units[0].former(today),
        "last_day": units[0].valid_to,
        "scope": [unit_words(unit) for unit in wanted().units],
        "filters": [one for one in chosen() if one["name"] != "area"],
        "kept": [pair for pair in [*filter_pairs(), *asked_options()] if pair[0] in KEPT],
        "formats": [
            {"name": one.name, "title": say(one.title, language()), "use": say(one.use, language())}
            for one in FORMATS.values()
        ],
        "choose_url": address(url_for("exports.choose"), [*filter_pairs(), *asked_options()]),
        "days": shared().settings.pack_days,
    }


def asked_options() -> list[tuple[str, str]]:
    """Return how files are to look, as the address says."""
    names = (*OPTION_NAMES, "color", "lang")
    return [pair for pair in request.args.items(multi=True) if pair[0] in names and pair[1]]

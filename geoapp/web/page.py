"""What every page carries: title, language, symbols, settings for its scripts."""

from datetime import date
from functools import lru_cache
from typing import Any

import orjson
from flask import Flask
from markupsafe import Markup

from geoapp.charts.patterns import DEFINITIONS
from geoapp.domain.filters import ProjectFilter
from geoapp.domain.layers import LayerDefinition, layer_json, may_see, themes_json
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.maps.glyphs import glyph_for
from geoapp.maps.symbols import sprite_svg
from geoapp.queries.attention import count_late
from geoapp.queries.report_waiting import count_waiting_reports
from geoapp.queries.spread import around, find_places
from geoapp.queries.summary import find_home, has_illustrative
from geoapp.queries.uploads import count_waiting
from geoapp.queries.wanted import Clock, resolve
from geoapp.web.accounts.viewer import known_viewer, viewer
from geoapp.web.links import (
    attention_url,
    changes_url,
    map_url,
    months_url,
    page_url,
    periodic_url,
    project_url,
    targets_url,
)
from geoapp.web.params import everything, version
from geoapp.web.report_band import report_band
from geoapp.web.security import nonce
from geoapp.web.state import clock, language, session, shared
from geoapp.web.texts import script_texts

# What ends a script element early or starts markup, wherever it stands in the JSON.
UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def inert_json(value: Any) -> Markup:
    """Return JSON that is safe inside a script element."""
    text = orjson.dumps(value).decode()
    for character, escaped in UNSAFE.items():
        text = text.replace(character, escaped)
    return Markup(text)  # noqa: S704  # what could end the script is escaped above


_PATTERNS = Markup(DEFINITIONS)  # noqa: S704  # a constant of ours


@lru_cache
def _sprite(layers: tuple[Any, ...]) -> Markup:
    return Markup(sprite_svg(layers))  # noqa: S704  # made of checked layer files alone


def frame() -> dict[str, Any]:
    """Return what the layout says on pages and error pages alike; needs no database."""
    state, lang = shared(), language()
    settings = state.settings
    return {
        "lang": lang,
        "nonce": nonce(),
        "sprite": _sprite(state.layers),
        "title": settings.title_vi if lang == "vi" else settings.title_en,
        "place": settings.place_vi if lang == "vi" else settings.place_en,
        "themes": themes_json(state.layers, lang),
        "chart_patterns": _PATTERNS,
        "asker": known_viewer(),
        "page_url": page_url,
        "map_url": map_url,
        "changes_url": changes_url,
        "attention_url": attention_url,
        "months_url": months_url,
        "project_url": project_url,
        "targets_url": targets_url,
        "periodic_url": periodic_url,
    }


def facts(*, home: bool = True) -> dict[str, Any]:
    """Return what pages say of the data, and how many uploads wait for whoever asks.

    `home` is where their map begins: a page whose own places say so goes without.
    """
    return {
        "illustrative": has_illustrative(session()),
        "source_line": source_line(),
        "config_json": inert_json(client_config(home=home)),
        "waiting": count_waiting(session(), viewer()),
        "reports_waiting": count_waiting_reports(session(), viewer()),
        "report_band": report_band(),
        "late_total": _late_total(version(), clock()),
    }


@lru_cache(maxsize=4)
def _late_total(_version: str, now: Clock) -> int:
    """Return how many published projects are late; counted once for each state of the data."""
    return count_late(session(), resolve(session(), ProjectFilter(), now))


def source_line() -> str:
    """Return the attributions of the basemaps that are drawn without asking."""
    said = (layer.attribution for layer in visible_layers() if layer.visible)
    return " · ".join(dict.fromkeys(one.text.say(language()) for one in said if one))


def visible_layers() -> tuple[LayerDefinition, ...]:
    """Return the layers whoever asks may see."""
    asker = viewer()
    return tuple(
        layer
        for layer in shared().layers
        if may_see(layer, signed_in=asker.signed_in, roles=asker.roles)
    )


@lru_cache(maxsize=16)
def _home(_version: str, today: date, _reach: Any) -> dict[str, Any]:
    """Return where the map begins; looked up once for each state of the data and each reach."""
    places = find_places(session(), everything())
    return {
        "home": list(around(places) or find_home(session(), today)),
        "places": [place.plain() for place in places],
    }


def client_config(*, home: bool = True) -> dict[str, Any]:
    """Return what the page's scripts need to know before they ask for data."""
    state, lang = shared(), language()
    return {
        "lang": lang,
        "today": clock().today.isoformat(),
        "texts": script_texts(lang),
        "version": version(),
        **(_home(version(), clock().today, viewer().reach) if home else {}),
        "tiles": "/tiles/projects/{z}/{x}/{y}.mvt",
        "maxZoom": 18,
        "sectors": [sector.code for sector in SECTORS],
        "glyphs": {
            kind.code: glyph_for(kind.sector, kind.code)
            for kind in KINDS
            if glyph_for(kind.sector, kind.code) != kind.sector
        },
        "themes": themes_json(state.layers, lang),
        "layers": [layer_json(layer, lang) for layer in visible_layers()],
    }


def init_app(app: Flask) -> None:
    """Give the frame to every template."""
    app.context_processor(frame)
    app.jinja_env.filters["inert_json"] = inert_json

"""Addresses of pages with their filters, in canonical order."""

from typing import Any
from urllib.parse import urlencode

from flask import g, request, url_for

from geoapp.domain.filters import FILTER_NAMES
from geoapp.web.params import DEFAULTS, STATE_NAMES, Pairs, page_pairs

Changes = dict[str, Any]


def change(pairs: Pairs, changes: Changes) -> Pairs:
    """Return the pairs with names replaced: None or [] removes, a list repeats."""
    given = {name: _values(value) for name, value in changes.items()}
    kept: dict[str, list[str]] = {}
    for name, value in pairs:
        kept.setdefault(name, []).append(value)
    kept |= given
    return [
        (name, value)
        for name in (*FILTER_NAMES, *STATE_NAMES)
        for value in kept.get(name, [])
        if value != DEFAULTS.get(name)
    ]


def _values(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def address(path: str, pairs: Pairs) -> str:
    """Return the path with a readable query: colons and at signs of areas stay as they are."""
    return path + ("?" + urlencode(pairs, safe=":@,") if pairs else "")


def page_url(**changes: Any) -> str:
    """Return the address of the page this request belongs to, with changes.

    What a page asks beside filters and page state it keeps in `g.kept_pairs`.
    """
    path = url_for("map.index") if request.blueprint == "map" else request.path
    return address(path, change(page_pairs(), changes) + g.get("kept_pairs", []))


def map_url(**changes: Any) -> str:
    """Return the address of the map page, with this request's filters and changes."""
    return address(url_for("map.index"), change(page_pairs(), changes))


def project_url(code: str) -> str:
    """Return the address of a project's page, keeping the filters for the way back."""
    pairs = change(page_pairs(), {"project": None, "page": None, "view": None})
    return address(url_for("projects.show", code=code), pairs)


def changes_url(*, to_now: bool = False, **changes: Any) -> str:
    """Return the address of what changed, for the same filters; `since` and others as given."""
    dropped = ["project", "page", "view", "sort", "color"] + ["as_of"] * to_now
    pairs = change(page_pairs(), dict.fromkeys(dropped))
    asked = [(name, str(value)) for name, value in changes.items() if value is not None]
    return address(url_for("changes.show"), pairs + (asked or g.get("kept_pairs", [])))


def targets_url(code: str | None = None, **changes: Any) -> str:
    """Return the address of the target lists, or of one, for the same filters."""
    dropped = dict.fromkeys(["project", "page", "view", "sort", "color"])
    path = url_for("targets.show", code=code) if code else url_for("targets.index")
    return address(path, change(page_pairs(), dropped | changes))


def attention_url(show: str | None = None, offset: int = 0, **changes: Any) -> str:
    """Return the address of what needs attention, for the same filters with changes."""
    dropped = dict.fromkeys(["project", "page", "view", "sort", "color"])
    asked = [("show", show)] if show else []
    asked += [("offset", str(offset))] if offset else []
    return address(url_for("attention.show"), change(page_pairs(), dropped | changes) + asked)


def months_url(**changes: Any) -> str:
    """Return the address of what moved between two months, for the same filters."""
    dropped = ["project", "page", "view", "sort", "color", "month"]
    pairs = change(page_pairs(), dict.fromkeys(dropped))
    asked = [(name, str(value)) for name, value in changes.items() if value not in (None, "", 0)]
    return address(url_for("months.show"), pairs + asked)


def periodic_url() -> str:
    """Return the address of the periodic report for the same filters."""
    dropped = dict.fromkeys(["project", "page", "view", "sort", "color", "month"])
    return address(url_for("periodic.show"), change(page_pairs(), dropped))

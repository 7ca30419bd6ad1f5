"""The only reader of the query string."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import g, request
from werkzeug.datastructures import MultiDict

from geoapp.domain.choices import COLORS
from geoapp.domain.errors import BadParameter
from geoapp.domain.filters import ProjectFilter, parse_project_filter
from geoapp.domain.messages import message
from geoapp.queries.listing import SORTS
from geoapp.queries.summary import data_version
from geoapp.queries.wanted import Wanted, resolve
from geoapp.web.accounts.viewer import viewer
from geoapp.web.state import clock, language, session, shared

VIEWS = ("map", "present")
DEFAULTS = {"color": "schedule", "lang": "vi", "sort": "worst", "page": "1", "view": "map"}
STATE_NAMES = ("color", "lang", "sort", "page", "view", "project")
# Filters kept resolved in each process; enough for everybody who looks at the same time.
MOST_RESOLVED = 256
Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class PageState:
    """How the page shows what is wanted; a value it does not know is the default."""

    color: str
    sort: str
    page: int
    view: str
    project: str | None


def read_filter() -> ProjectFilter:
    """Read the filters of this request."""
    return parse_project_filter(request.args.items(multi=True), today=clock().today)


def wanted() -> Wanted:
    """Read and resolve this request's filter, once for each state of the data."""
    if "wanted" not in g:
        g.wanted = _resolved(read_filter())
    found: Wanted = g.wanted
    return found


def everything() -> Wanted:
    """Resolve the filter that leaves all that whoever asks may see."""
    return _resolved(ProjectFilter())


def _resolved(asked: ProjectFilter) -> Wanted:
    kept, key = shared().resolved, (version(), asked, clock(), viewer().reach)
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST_RESOLVED:
            kept.clear()
        found = kept[key] = resolve(session(), asked, clock(), viewer())
    return found


def version() -> str:
    """Return the version of the data that this request sees first."""
    if "version" not in g:
        g.version = data_version(session())
    found: str = g.version
    return found


def read_page_state() -> PageState:
    """Read the page's state; chat applications append and mangle parameters, so it never fails."""
    args = request.args
    return PageState(
        color=_known(args, "color", COLORS),
        sort=_known(args, "sort", SORTS),
        page=_number(args.get("page", "1")),
        view=_known(args, "view", VIEWS),
        project=args.get("project", "").replace("\x00", "") or None,
    )


def read_color() -> str:
    """Read the theme that symbols are coloured by; raises `BadParameter` for an unknown one."""
    color = request.args.get("color", DEFAULTS["color"])
    if color not in COLORS:
        raise BadParameter(
            "color", expected=message("one of {choices}", choices=", ".join(COLORS)), got=color
        )
    return color


def _known(args: "MultiDict[str, str]", name: str, choices: Iterable[str]) -> str:
    value = args.get(name, "")
    return value if value in choices else DEFAULTS[name]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 and text != "0" else 1


def check_names(*known: str, given: Pairs | None = None) -> None:
    """Refuse parameters that a data address does not know: a typing error must not widen it."""
    for name, value in request.args.items() if given is None else given:
        if name not in known:
            raise BadParameter(
                name,
                got=value,
                expected=message("one of the parameters {names}", names=", ".join(known)),
            )


def read_count(name: str, default: int, *, least: int, most: int) -> int:
    """Read a whole number between two bounds, both inclusive."""
    text = request.args.get(name, str(default))
    if text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most:
        return int(text)
    raise BadParameter(
        name,
        got=text,
        expected=message("a whole number from {least} to {most}", least=least, most=most),
    )


def page_pairs() -> Pairs:
    """Return the canonical query of the page: filters, then state that is not the default."""
    if "pairs" not in g:
        g.pairs = _page_pairs()
    found: Pairs = g.pairs
    return found


def forget_filters() -> None:
    """Let links of this answer carry the language alone: what was asked cannot be repeated."""
    g.pairs = [("lang", language())]


def _page_pairs() -> Pairs:
    state = read_page_state()
    values = {
        "color": state.color,
        "lang": language(),
        "sort": state.sort,
        "page": str(state.page),
        "view": state.view,
        "project": state.project or "",
    }
    return filter_pairs() + [
        (name, values[name])
        for name in STATE_NAMES
        if values[name] and values[name] != DEFAULTS.get(name)
    ]


def names_bare_areas() -> bool:
    """Tell whether an area came without level or date: pages rewrite those addresses."""
    return wanted().filter.areas != tuple(unit.ref for unit in wanted().units)


def filter_pairs() -> Pairs:
    """Return the canonical filters of this request, areas with their dates."""
    asked = wanted()
    units = iter(str(unit.ref) for unit in asked.units)
    return [
        (name, next(units)) if name == "area" else (name, value)
        for name, value in asked.filter.as_pairs()
    ]

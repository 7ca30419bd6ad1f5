"""How exports are to look: as the address says, as a template has it, as was chosen last."""

from typing import Final
from urllib.parse import parse_qsl, urlencode

from flask import Response, g, request

from geoapp.domain.choices import COLORS
from geoapp.domain.errors import BadParameter
from geoapp.exports.options import OPTION_NAMES, ExportOptions, parse_options
from geoapp.queries.export_templates import with_template
from geoapp.services.pack_orders import option_values
from geoapp.web.params import Pairs, read_color
from geoapp.web.state import session

# A title belongs to what it was written for; the rest is chosen once.
REMEMBERED: Final = ("paper", "orientation", "scale", "dpi", "columns", "sections", "color")
COOKIE: Final = "geoapp-export"
YEAR_S: Final = 31_536_000


def asked_pairs() -> Pairs:
    """Return what this request asks for, a template's choices filled in."""
    if "export_pairs" not in g:
        g.export_pairs = with_template(session(), list(request.args.items(multi=True)))
    found: Pairs = g.export_pairs
    return found


def recall() -> None:
    """Let the page begin with what was chosen last, where its address says nothing."""
    if not any(request.args.get(name) for name in (*OPTION_NAMES, "template")):
        said = {name for name, _ in asked_pairs()}
        g.export_pairs = [*asked_pairs(), *(one for one in _kept() if one[0] not in said)]


def read_options() -> ExportOptions:
    """Read the options; what is ticked several times counts as a list."""
    return parse_options(
        {name: ",".join(v for n, v in asked_pairs() if n == name) for name, _ in asked_pairs()}
    )


def chosen_color() -> str:
    """Return the theme that symbols are coloured by."""
    asked = [value for name, value in asked_pairs() if name == "color" and value in COLORS]
    return asked[-1] if asked and "color" not in request.args else read_color()


def remember(response: Response) -> Response:
    """Keep what was chosen in the browser that chose it."""
    chosen = [pair for pair in asked_pairs() if pair[0] in REMEMBERED and pair[1]]
    if any(name != "color" for name, _ in chosen):
        response.set_cookie(
            COOKIE,
            urlencode(chosen),
            max_age=YEAR_S,
            path="/exports",
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return response


def _kept() -> Pairs:
    """Return what the browser brought; nothing where any of it cannot be chosen any more."""
    pairs = [pair for pair in parse_qsl(request.cookies.get(COOKIE, "")) if pair[0] in REMEMBERED]
    try:
        parse_options(option_values(pairs))
    except BadParameter:
        return []
    return pairs

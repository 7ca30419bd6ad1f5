"""Files of what is wanted: the formats' one table, asked with the filters of the page."""

from contextlib import AbstractContextManager
from urllib.parse import quote

from flask import Blueprint, Response, make_response, render_template, request, url_for

from geoapp.domain.filters import FILTER_NAMES
from geoapp.domain.messages import say
from geoapp.exports.file_names import file_name
from geoapp.exports.formats import FORMATS, find_format
from geoapp.exports.options import OPTION_NAMES
from geoapp.exports.page_data import WIDE
from geoapp.queries.summary import has_illustrative
from geoapp.services.exports import Office, gather, open_office, propose
from geoapp.web.chosen import chosen
from geoapp.web.errors import wants_page
from geoapp.web.export_choices import (
    asked_pairs,
    chosen_color,
    read_options,
    recall,
    remember,
)
from geoapp.web.export_templates import shown_templates
from geoapp.web.links import address
from geoapp.web.page import visible_layers
from geoapp.web.params import Pairs, check_names, page_pairs, wanted
from geoapp.web.state import clock, language, session, shared

blueprint = Blueprint("exports", __name__)


@blueprint.get("/exports")
def choose() -> Response:
    """Show the first page, and the choices of how it is to look."""
    recall()
    options = read_options()
    page = render_template(
        "exports/choose.html",
        options=options,
        proposed=propose(session(), wanted(), office()),
        color=chosen_color(),
        colors=[(theme.id, theme.title.say(language())) for theme in office().themes],
        columns=[(name, say(title, language())) for name, (title, *_) in WIDE.items()],
        kept=[pair for pair in page_pairs() if pair[0] in (*FILTER_NAMES, "lang")],
        formats=menu(),
        picture=address(url_for("exports.export", name="png"), _picture_pairs()),
        shown_pairs=[pair for pair in asked_pairs() if pair[0] in (*OPTION_NAMES, "color")],
        chosen=chosen(),
        illustrative=has_illustrative(session()),
        **shown_templates(),
    )
    return remember(make_response(page))


def _picture_pairs() -> Pairs:
    known = (*FILTER_NAMES, *OPTION_NAMES, "color", "lang")
    asked = [pair for pair in asked_pairs() if pair[0] in known and pair[1]]
    return [*(pair for pair in asked if pair[0] != "dpi"), ("dpi", "96")]


@blueprint.get("/exports/<name>")
def export(name: str) -> Response:
    """Answer a file of what is wanted."""
    wanted_format, options = find_format(name), read_options()
    check_names(*FILTER_NAMES, *OPTION_NAMES, "template", "color", "lang", "turn")
    with turn():
        content = gather(
            session(), wanted(), office(), options, most=wanted_format.most_of(options)
        )
        session().rollback()
        written = wanted_format.write(content, options)
    response = download(
        written,
        wanted_format.media_type,
        file_name(content.file_words, content.printed, wanted_format.name, content.lang),
    )
    return remember(response) if wants_page() else response


def turn() -> AbstractContextManager[None]:
    """Wait for one's turn to write; raises `Queued` where many others wait."""
    return shared().turns.mine(request.args.get("turn", ""))


def pack_url() -> str:
    """Return where packs are asked for with the page's filters."""
    kept = [pair for pair in page_pairs() if pair[0] in (*FILTER_NAMES, "color", "lang")]
    return address(url_for("packs.index"), kept)


def menu() -> list[dict[str, str]]:
    """Return the formats for the page's menu, each with its address for the page's filters."""
    kept = [pair for pair in page_pairs() if pair[0] in (*FILTER_NAMES, "color", "lang")]
    return [
        {
            "title": say(one.title, language()),
            "use": say(one.use, language()),
            "url": address(url_for("exports.export", name=one.name), kept),
        }
        for one in FORMATS.values()
    ]


def office() -> Office:
    """Return whom the exported pages name, in the request's language."""
    return open_office(
        shared().settings,
        visible_layers(),
        lang=language(),
        color=chosen_color(),
        today=clock().today,
        root_url=request.url_root.rstrip("/"),
    )


def download(written: bytes, media_type: str, name: str) -> Response:
    """Answer a file to be kept, never shown within the page's own origin."""
    response = Response(written, content_type=media_type)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}"
    )
    response.headers["Cache-Control"] = "no-store"
    return response

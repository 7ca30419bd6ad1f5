"""The addresses of the periodic report: its page, its texts, its files."""

from typing import Any, Final

from flask import Blueprint, Response, g, redirect, render_template, request, url_for

from geoapp.domain.errors import BadForm, NotFound
from geoapp.domain.messages import message, say
from geoapp.domain.report_texts import BLOCKS, ReportTexts
from geoapp.domain.rights import require
from geoapp.domain.target_drafts import may_keep
from geoapp.exports.file_names import plain_name
from geoapp.exports.periodic.docx_file import write_docx
from geoapp.exports.periodic.parts import ReportPaper, split
from geoapp.exports.periodic.pdf_file import write_pdf
from geoapp.queries.report_texts import find_text_revisions, find_texts
from geoapp.queries.revisions import find_notes
from geoapp.services.periodic_paper import make_paper, read_texts
from geoapp.services.report_texts import WHAT, TextsChangedSince, write_texts
from geoapp.web.accounts.viewer import viewer
from geoapp.web.chosen import chosen
from geoapp.web.exports import download, office, turn
from geoapp.web.links import address, page_url
from geoapp.web.page import facts
from geoapp.web.params import check_names, filter_pairs, names_bare_areas, wanted
from geoapp.web.periodic.asked import (
    NAMES,
    all_pairs,
    asked,
    offered_agencies,
    offered_periods,
    own_pairs,
    wanted_then,
)
from geoapp.web.periodic.form import TextForm, sent_bodies
from geoapp.web.periodic.shown import shown_parts
from geoapp.web.state import language, session

blueprint = Blueprint("periodic", __name__)
MOST_TOLD = 8
WRITERS: Final = {
    "docx": (
        write_docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (write_pdf, "application/pdf"),
}


@blueprint.get("/reports/periodic")
def show() -> Any:
    """Show what the report will say, and the texts that its writers may change."""
    if names_bare_areas():
        return redirect(page_url())
    return _page(TextForm(_texts()))


@blueprint.post("/reports/periodic")
def save() -> Any:
    """Write the texts that differ from what was shown; 412 where somebody came between."""
    key = asked().key(language())
    require(may_keep(viewer(), key.agency_id), viewer(), WHAT, key.period)
    texts, seen = _texts(), _number(request.form.get("seen_revision", ""))
    try:
        write_texts(session(), key, viewer(), sent_bodies(texts), seen_revision=seen)
    except TextsChangedSince as conflict:
        session().rollback()
        return _page(TextForm(texts, conflict=conflict)), 412
    except BadForm as wrong:
        session().rollback()
        return _page(TextForm(texts, problems=wrong.problems)), 422
    return redirect(address(url_for("periodic.show"), all_pairs()) + "#texts", 303)


@blueprint.get("/reports/periodic/<name>")
def file(name: str) -> Response:
    """Answer the report as a file."""
    if name not in WRITERS:
        raise NotFound(message("There is nothing at this address."))
    check_names(*NAMES, "turn")
    write, media_type = WRITERS[name]
    with turn():
        paper = _paper()
        session().rollback()
        written = write(paper)
    return download(written, media_type, _file_name(name))


def _file_name(extension: str) -> str:
    by = asked().by
    scope = " ".join([by.code if by else "", *(unit.name for unit in wanted().units)])
    words = say(message("report on projects {period} {scope}", period=str(asked().period),
                        scope=scope), language())  # fmt: skip
    return f"{plain_name(words)}.{extension}"


def _paper() -> ReportPaper:
    return make_paper(session(), wanted_then(), office(), asked())


def _texts() -> ReportTexts:
    return read_texts(session(), wanted_then(), office(), asked())


def _page(form: TextForm) -> str:
    g.kept_pairs = own_pairs()
    key = asked().key(language())
    paper = _paper()
    chapters, appendix = split(paper.parts)
    return render_template(
        "periodic/show.html",
        paper=paper,
        body=shown_parts(chapters),
        appendix=shown_parts(appendix),
        asked=asked(),
        periods=offered_periods(),
        agencies=offered_agencies(),
        kept=[pair for pair in filter_pairs() if pair[0] not in ("agency", "month")],
        agency=next((value for name, value in filter_pairs() if name == "agency"), ""),
        files={name: _address("periodic.file", name=name) for name in WRITERS},
        action=_address("periodic.save"),
        may_write=bool(may_keep(viewer(), key.agency_id)),
        form=form.as_values(find_texts(session(), key).revision),
        blocks=BLOCKS,
        notes=_notes(find_text_revisions(session(), key)[:MOST_TOLD]),
        chosen=[one for one in chosen(url_for("periodic.show")) if one["name"] != "month"],
        **facts(),
    )


def _address(endpoint: str, **values: Any) -> str:
    return address(url_for(endpoint, **values), all_pairs())


def _notes(numbers: list[int]) -> list[Any]:
    notes = find_notes(session(), numbers)
    return [notes[number] for number in numbers]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0

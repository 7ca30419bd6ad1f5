"""The list of uploads, and the state of one."""

from typing import Any

from flask import Response, make_response, render_template, request

from geoapp.models import Upload
from geoapp.queries.rights import uploads_seen_by
from geoapp.queries.uploads import find_uploads
from geoapp.web.errors import wants_page
from geoapp.web.page import facts
from geoapp.web.params import forget_filters, read_count
from geoapp.web.state import session
from geoapp.web.uploads.desk import answer, as_json, blueprint, view
from geoapp.web.uploads.page import show_page
from geoapp.web.uploads.sending import send_facts
from geoapp.web.uploads.summaries import shown_summary
from geoapp.web.viewer import viewer

PER_PAGE = 30


@blueprint.get("/uploads")
def index() -> Any:
    """List the uploads that the asker may see, the latest first; `state` narrows them."""
    return show_index() if wants_page() else _listed()


def show_index(refused: str | None = None) -> str:
    """Render the list with the form that sends a file; `refused` says why one was not taken."""
    forget_filters()
    asker = viewer()
    page = read_count("page", 1, least=1, most=10_000)
    asked = _conditions()
    found = find_uploads(session(), *asked, limit=PER_PAGE + 1, offset=(page - 1) * PER_PAGE)
    return render_template(
        "uploads/index.html",
        uploads=[(shown_summary(one), one.received_at) for one in found[:PER_PAGE]],
        state=request.args.get("state", ""),
        page=page,
        more=len(found) > PER_PAGE,
        refused=refused,
        **send_facts(asker),
        **facts(),
    )


def _listed() -> Response:
    limit = read_count("limit", 100, least=1, most=1000)
    offset = read_count("offset", 0, least=0, most=10_000_000)
    found = find_uploads(session(), *_conditions(), limit=limit, offset=offset)
    return as_json({"uploads": [shown_summary(one) for one in found]})


def _conditions() -> list[Any]:
    state = request.args.get("state", "").replace("\x00", "")
    seen = uploads_seen_by(viewer())
    return [seen, Upload.state == state] if state else [seen]


@blueprint.get("/uploads/<int:upload_id>")
def show(upload_id: int) -> Response:
    """Answer the state of an upload: a page to people, data to programs."""
    if not wants_page():
        return answer(upload_id)
    response = make_response(show_page(view(upload_id)))
    response.headers["Cache-Control"] = "no-store"
    return response

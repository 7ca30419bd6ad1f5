"""Photos as files of a fixed kind, and what pages say of them."""

from collections.abc import Sequence

from flask import Response, abort, send_file

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message
from geoapp.domain.rights import may_plan, require
from geoapp.queries.photos import ShownPhoto, find_photos, get_photo
from geoapp.queries.wanted import Wanted
from geoapp.services.photos import photo_file
from geoapp.web.accounts.viewer import viewer
from geoapp.web.params import wanted
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.pictures import opened
from geoapp.web.state import session, shared


@blueprint.get("/photos/<int:number>")
def photo(number: int) -> Response:
    """Answer a photo as large as it is kept."""
    return _answer(number, small=False)


@blueprint.get("/photos/<int:number>/small")
def thumbnail(number: int) -> Response:
    """Answer a photo as lists show it."""
    return _answer(number, small=True)


@blueprint.get("/photos/kept/<token>")
def kept(token: str) -> Response:
    """Answer a photo that waits for its report, to whoever fills in reports."""
    require(may_plan(viewer()), viewer(), "submit-report")
    found = opened(token)
    if found is None:
        raise _missing(0)
    return _file(found.sha256, small=True)


def _answer(number: int, *, small: bool) -> Response:
    found = get_photo(session(), wanted(), number) if number < 2**63 else None
    if found is None:
        raise _missing(number)
    return _file(found.file_sha256, small=small)


def _missing(number: int) -> NotFound:
    return NotFound(message("There is no photo {id}.", id=number))


def _file(sha256: str, *, small: bool) -> Response:
    path = photo_file(shared().settings.files_dir, sha256, small=small)
    if not path.is_file():
        abort(404)
    response = send_file(
        path, mimetype="image/jpeg", download_name=f"{sha256[:12]}.jpg", etag=sha256, max_age=0
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def photos_by_report(ids: Sequence[int], asked: Wanted) -> dict[int, list[ShownPhoto]]:
    """Return the photos of reports by their numbers."""
    found: dict[int, list[ShownPhoto]] = {}
    for one in find_photos(session(), asked, ids):
        found.setdefault(one.report_id, []).append(one)
    return found

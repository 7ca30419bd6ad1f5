"""The blueprint of uploads: the one door to an upload, and how its acts are answered."""

from typing import Any

import orjson
from flask import Blueprint, Response

from geoapp.queries.uploads import UploadView, get_upload
from geoapp.services import uploads
from geoapp.services.workshop import Workshop, open_workshop
from geoapp.web.shown_uploads import shown_upload
from geoapp.web.state import session, shared
from geoapp.web.viewer import viewer

blueprint = Blueprint("uploads", __name__)
# A file of this size is read while the sender waits; larger ones are left to a worker.
AT_ONCE_BYTES = 2_000_000


def view(upload_id: int) -> UploadView:
    """Return an upload that the asker may see; raises `NotFound`."""
    return get_upload(session(), upload_id, viewer())


def answer(upload_id: int, status: int = 200) -> Response:
    """Answer a program with the state of an upload as it is now."""
    session().rollback()
    found = view(upload_id)
    response = as_json(shown_upload(found, uploads.needs_approval(session(), upload_id), viewer()))
    response.status_code = status
    response.set_etag(str(found.upload.version))
    response.headers["Cache-Control"] = "no-store"
    return response


def as_json(value: Any) -> Response:
    """Answer a program."""
    return Response(orjson.dumps(value), content_type="application/json")


def workshop() -> Workshop:
    """Return what advancing uploads needs."""
    return open_workshop(shared().settings, shared().engine)

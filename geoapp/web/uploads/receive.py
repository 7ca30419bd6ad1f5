"""A file received: as a form's part, or as the body itself."""

from typing import BinaryIO, cast

from flask import Response, request, url_for

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.services import uploads
from geoapp.services.upload_stages import advance
from geoapp.web.state import session
from geoapp.web.uploads.desk import AT_ONCE_BYTES, answer, blueprint, workshop
from geoapp.web.viewer import viewer


@blueprint.post("/uploads")
def receive() -> Response:
    """Take a file, as a form's `file` or as the body itself, and start reading it."""
    asker = viewer()
    source, name = _file()
    given = request.form if request.files else request.args
    upload = uploads.receive(
        session(),
        workshop().files_dir,
        source,
        workshop().limits,
        asker,
        file_name=name,
        agency=given.get("agency") or None,
        note=given.get("note", ""),
    )
    if upload.file_bytes <= AT_ONCE_BYTES:
        advance(workshop(), upload.id)
    response = answer(upload.id, 201)
    response.headers["Location"] = url_for("uploads.show", upload_id=upload.id)
    return response


def _file() -> tuple[BinaryIO, str]:
    if request.files:
        part = next(iter(request.files.values()))
        return cast(BinaryIO, part.stream), part.filename or "upload"
    if request.mimetype == "multipart/form-data":
        raise BadParameter("file", expected=message("a file"), got="")
    return cast(BinaryIO, request.stream), request.args.get("name", "upload")

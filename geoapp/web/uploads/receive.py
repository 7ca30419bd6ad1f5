"""A file received: as a form's part, or as the body itself."""

from typing import Any, BinaryIO, cast

from flask import redirect, request

from geoapp.domain.errors import BadFile, BadParameter, GeoappError
from geoapp.domain.messages import Message, message, say
from geoapp.services import uploads
from geoapp.services.upload_stages import advance
from geoapp.web.state import language, session
from geoapp.web.uploads.addresses import here_url
from geoapp.web.uploads.desk import AT_ONCE_BYTES, answer, blueprint, workshop
from geoapp.web.uploads.reads import show_index
from geoapp.web.uploads.refusing import sent_by_page, status_of
from geoapp.web.viewer import viewer


@blueprint.post("/uploads")
def receive() -> Any:
    """Take a file, as a form's `file` or as the body itself, and start reading it."""
    try:
        return _receive()
    except (BadFile, BadParameter) as error:
        if not sent_by_page():
            raise
        session().rollback()
        return show_index(say(_why(error), language())), status_of(error)


def _receive() -> Any:
    asker = viewer()
    source, name = _file()
    given = request.form if _is_form() else request.args
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
    if sent_by_page():
        return redirect(here_url("uploads.show", upload_id=upload.id), 303)
    response = answer(upload.id, 201)
    response.headers["Location"] = here_url("uploads.show", upload_id=upload.id)
    return response


def _why(error: GeoappError) -> Message:
    if isinstance(error, BadParameter) and error.name == "file":
        return message("Choose a file first.")
    return error.detail


def _file() -> tuple[BinaryIO, str]:
    if not _is_form() and not sent_by_page():
        return cast(BinaryIO, request.stream), request.args.get("name", "upload")
    part = next(iter(request.files.values()), None)
    if part is None or not part.filename:
        raise BadParameter("file", expected=message("a file"), got="")
    return cast(BinaryIO, part.stream), part.filename


def _is_form() -> bool:
    # Programs send a file with whatever type they have at hand, `curl` that of a plain form.
    return request.mimetype == "multipart/form-data"

"""How much a request may bring: a file up to its limit, forms and JSON far less."""

from flask import Flask, request

from geoapp.domain.messages import Message, message
from geoapp.domain.photos import MOST_PHOTOS, PHOTO_BYTES
from geoapp.ingest.limits import over_limit
from geoapp.web.state import shared

FILES = frozenset({"uploads.receive"})
# A report with its photos.
PHOTOS = frozenset({"reports.hand_in"})
PHOTOS_BYTES = MOST_PHOTOS * PHOTO_BYTES
# What a form wraps around a file.
WRAPPING_BYTES = 1_000_000
# Decisions about some hundred thousand rows, or a project's outline as text.
FORM_BYTES = 16_000_000


def bound_body() -> None:
    """Set how much of the body is read at all, before anybody reads it."""
    most = FORM_BYTES
    if request.endpoint in FILES:
        most = shared().settings.upload_limits.file_bytes + WRAPPING_BYTES
    elif request.endpoint in PHOTOS:
        most = PHOTOS_BYTES + WRAPPING_BYTES
    request.max_content_length = most
    request.max_form_memory_size = FORM_BYTES


def too_large() -> Message:
    """Return what to say of a body that is larger than the address takes."""
    if request.endpoint in FILES:
        return over_limit(shared().settings.upload_limits, "file_bytes").detail
    most = PHOTOS_BYTES if request.endpoint in PHOTOS else FORM_BYTES
    return message("This is more than {most} MB.", most=most // 1_000_000)


def init_app(app: Flask) -> None:
    """Stand before everything that might read a body."""
    app.before_request(bound_body)

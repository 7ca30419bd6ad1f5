"""How much a request may bring: a file up to its limit, forms and JSON far less."""

from flask import Flask, request

from geoapp.domain.messages import Message, message
from geoapp.ingest.limits import over_limit
from geoapp.web.state import shared

FILES = frozenset({"uploads.receive"})
# What a form wraps around a file.
WRAPPING_BYTES = 1_000_000
# Decisions about some hundred thousand rows, or a project's outline as text.
FORM_BYTES = 16_000_000


def bound_body() -> None:
    """Set how much of the body is read at all, before anybody reads it."""
    takes_file = request.endpoint in FILES
    most = shared().settings.upload_limits.file_bytes + WRAPPING_BYTES
    request.max_content_length = most if takes_file else FORM_BYTES
    request.max_form_memory_size = FORM_BYTES


def too_large() -> Message:
    """Return what to say of a body that is larger than the address takes."""
    if request.endpoint in FILES:
        return over_limit(shared().settings.upload_limits, "file_bytes").detail
    return message("This is more than {most} MB.", most=FORM_BYTES // 1_000_000)


def init_app(app: Flask) -> None:
    """Stand before everything that might read a body."""
    app.before_request(bound_body)

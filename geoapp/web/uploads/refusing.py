"""Acts that cannot be done now are told on the page of the upload, which stays as it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request

from geoapp.domain.errors import BadParameter, Conflict, GeoappError, PreconditionFailed
from geoapp.web.errors import STATUS, wants_page
from geoapp.web.state import session
from geoapp.web.uploads.desk import view
from geoapp.web.uploads.page import show_page


def sent_by_page() -> bool:
    """Tell whether a form of a page was sent rather than a program's request."""
    return wants_page() and not request.is_json


def staying_on_page(act: Callable[[int], Any]) -> Callable[[int], Any]:
    """Show what stands in an act's way on the page it was sent from, with the error's status."""

    @wraps(act)
    def done(upload_id: int) -> Any:
        try:
            return act(upload_id)
        except (Conflict, BadParameter, PreconditionFailed) as error:
            if not sent_by_page():
                raise
            session().rollback()
            return show_page(view(upload_id), error), status_of(error)

    return done


def status_of(error: GeoappError) -> int:
    """Return the status that this error has everywhere."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)

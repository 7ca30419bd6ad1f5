"""What comes before every request: who asks, may they, and did a page of ours send the form."""

from typing import Any

from flask import Flask, current_app, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from geoapp.domain.errors import Forbidden, NotFound, NotSignedIn
from geoapp.domain.messages import message
from geoapp.domain.rights import Hidden, Refused, may_see_map
from geoapp.domain.traces import Trace
from geoapp.services.audit import note_refusal
from geoapp.web.accounts.hidden import note_later
from geoapp.web.accounts.viewer import account, address, asks_by_token, known_viewer, viewer
from geoapp.web.errors import show_error, wants_page
from geoapp.web.state import shared

# These ask neither who it is nor the database.
OPEN = frozenset({"static", "health.healthz"})
SIGN_IN = frozenset({"accounts", "office"})
# A token speaks for a program; these are for people.
FOR_PEOPLE = SIGN_IN | {"account", "admin"}
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OWN_PASSWORD = frozenset({"accounts.change_password", "accounts.logout"})


def stays_open() -> bool:
    """Tell whether the address answers everybody alike, whoever they are."""
    return request.endpoint in OPEN


def guard() -> Any:
    """Let the request pass, or answer in its place."""
    if stays_open():
        return None
    asker = viewer()
    if asks_by_token() and request.blueprint in FOR_PEOPLE:
        raise NotSignedIn(message("This page is for people: sign in with a browser."))
    _check_forged()
    if request.blueprint in SIGN_IN and request.endpoint not in OWN_PASSWORD:
        return None
    if not may_see_map(asker, public=shared().settings.public):
        return ask_to_sign_in()
    return _ask_for_own_password()


def ask_to_sign_in() -> Any:
    """Send a person to sign in; for a program there is nothing here, whatever there is."""
    if not wants_page():
        note_later(_nobody("see-map"))
        raise NotFound(message("There is nothing at this address."))
    following = request.full_path.rstrip("?") if request.method in SAFE else None
    return redirect(url_for("accounts.login", next=following), 303)


def _check_forged() -> None:
    if request.method in SAFE or asks_by_token() or "_user_id" not in session:
        return
    current_app.extensions["csrf"].protect()


def _ask_for_own_password() -> Any:
    signed_in = None if asks_by_token() else account()
    if signed_in is None or not signed_in.must_change_password:
        return None
    if request.endpoint in OWN_PASSWORD:
        return None
    if not wants_page():
        raise Refused("own-password", "handle-data", request.path)
    return redirect(url_for("accounts.change_password"), 303)


def refuse(error: Refused) -> Any:
    """Answer what a right forbids, and leave a trace of it."""
    asker = known_viewer()
    who = asker.name if asker else ""
    trace = Trace(who, error.what, error.thing, error.reason, address())
    note_refusal(shared().engine, trace)
    return show_error(error)


def hide(error: Hidden) -> Any:
    """Answer as for what is missing; the trace is left once the answer is on its way."""
    note_later(viewer().refusal(error.reason, error.what, error.thing))
    return show_error(error)


def refuse_forged(_: CSRFError) -> Any:
    """Answer a form that no page of ours sent for this session, and leave a trace of it."""
    asker = known_viewer()
    who = asker.name if asker else ""
    note_refusal(shared().engine, Trace(who, "send-form", request.path, "form", address()))
    return show_error(
        Forbidden(message("This form is too old. Load the page again and send it once more."))
    )


def send_to_sign_in(error: NotSignedIn) -> Any:
    """Send a person to sign in and back; tell a program what it must bring."""
    if wants_page() and not asks_by_token():
        return ask_to_sign_in()
    if not asks_by_token():
        note_later(_nobody("handle-data"))
    response = show_error(error)
    response.headers["WWW-Authenticate"] = 'Bearer realm="geoapp"'
    return response


def _nobody(what: str) -> Trace:
    return Trace("", what, request.path, "not-signed-in", address())


def keep_private(response: Response) -> Response:
    """Let no shared cache keep what was shown to one person."""
    asker = known_viewer()
    if not stays_open() and asker and (asker.signed_in or not shared().settings.public):
        response.cache_control.private = True
        if not response.cache_control.no_store:
            response.cache_control.no_cache = True
    return response


def init_app(app: Flask) -> None:
    """Stand before every request."""
    app.before_request(guard)
    app.after_request(keep_private)
    app.register_error_handler(Refused, refuse)
    app.register_error_handler(Hidden, hide)
    app.register_error_handler(CSRFError, refuse_forged)
    app.register_error_handler(NotSignedIn, send_to_sign_in)

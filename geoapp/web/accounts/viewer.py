"""Who asks: the account of the session, the account of a token, or nobody."""

from dataclasses import replace

from flask import g, request
from flask_security import current_user

from geoapp.domain.errors import NotSignedIn
from geoapp.domain.rights import NOBODY, Viewer
from geoapp.domain.traces import REASONS, Trace
from geoapp.models import User
from geoapp.queries.users import read_token_viewer, read_viewer
from geoapp.services.audit import note_refusal
from geoapp.services.tokens import HINT_LENGTH, digest_of
from geoapp.web.state import session, shared

SCHEME = "bearer "


def viewer() -> Viewer:
    """Return who asks, read once; a token outweighs a session.

    Raises `NotSignedIn` for a token that is worth nothing, rather than answer as to nobody.
    """
    if "viewer" not in g:
        g.viewer = replace(_read_viewer(), address=address())
    found: Viewer = g.viewer
    return found


def known_viewer() -> Viewer | None:
    """Return who asks if that has been read: error pages must not ask the database."""
    found: Viewer | None = g.get("viewer")
    return found


def account() -> User | None:
    """Return the account that is signed in with this browser."""
    return current_user._get_current_object() if current_user.is_authenticated else None  # noqa: SLF001


def asks_by_token() -> bool:
    """Tell whether the request brings a token: then cookies mean nothing."""
    return request.headers.get("Authorization", "").lower().startswith(SCHEME)


def address() -> str:
    """Return the network address of whoever asks."""
    return request.remote_addr or ""


def _read_viewer() -> Viewer:
    if asks_by_token():
        return _token_viewer(request.headers["Authorization"][len(SCHEME) :].strip())
    user = account()
    return NOBODY if user is None else read_viewer(session(), user)


def _token_viewer(token: str) -> Viewer:
    found = read_token_viewer(session(), digest_of(token))
    if found is None:
        refusal = Trace("", "use-token", token[:HINT_LENGTH], "token", address())
        note_refusal(shared().engine, refusal)
        raise NotSignedIn(REASONS["token"])
    return found

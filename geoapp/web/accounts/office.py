"""Signing in through the office's own sign-in (OpenID Connect), where settings name one.

It starts from a link: a form that leads to another host would be stopped by our own policy.
"""

from typing import Any, cast

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Blueprint, Flask, current_app, flash, redirect, request, session, url_for
from flask_security import login_user
from joserfc.errors import JoseError
from requests import RequestException

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import Message, message
from geoapp.domain.traces import REASONS, Trace
from geoapp.models import User
from geoapp.services.audit import note_refusal
from geoapp.services.office_sign_in import find_person
from geoapp.web import state
from geoapp.web.accounts.viewer import address
from geoapp.web.state import shared

blueprint = Blueprint("office", __name__, url_prefix="/sign-in/office")
DISCOVERY = "/.well-known/openid-configuration"
PATIENCE_SECONDS = 5
NEXT = "office_next"


@blueprint.get("")
def start() -> Any:
    """Send the person to the office's sign-in."""
    session[NEXT] = own_path(request.args.get("next", ""))
    try:
        return _office().authorize_redirect(url_for("office.back", _external=True, lang=None))
    except (OAuthError, RequestException):
        return _again(message("The office’s sign-in does not answer."))


@blueprint.get("/back")
def back() -> Any:
    """Receive the person with what the office's sign-in says of them."""
    try:
        claims = _office().authorize_access_token()["userinfo"]
    except (OAuthError, JoseError, RequestException, KeyError, ValueError):
        return _again(message("The office’s sign-in did not let you in. Try again."))
    subject = f"{claims['iss']} {claims['sub']}"
    email = claims.get("email") if claims.get("email_verified") else None
    user = find_person(state.session(), subject, email, address=address())
    if user is None or not user.active:
        return _turn_away(user, str(email or subject))
    return _let_in(user)


def own_path(text: str) -> str:
    """Return the path of a page of ours, / for anything else."""
    ours = text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if ours and text.isprintable() else "/"


def _let_in(user: User) -> Any:
    following = session.pop(NEXT, "/")
    library: Any = current_app.extensions["security"]
    second_step = library.two_factor_plugins.tf_enter(user, False, "office", next_loc=following)
    if second_step:
        return second_step
    login_user(cast(Any, user), authn_via=["office"])
    state.session().commit()
    return redirect(following, 303)


def _turn_away(user: User | None, person: str) -> Any:
    reason = "unknown-person" if user is None else "switched-off"
    who = user.name if user else ""
    note_refusal(shared().engine, Trace(who, "sign-in", person, reason, address()))
    return _again(REASONS[reason])


def _again(sentence: Message) -> Any:
    # The way back carries no language: the page that shows it says it.
    flash(sentence.text)
    return redirect(url_for("accounts.login"), 303)


def _office() -> Any:
    oauth: OAuth | None = current_app.extensions.get("office")
    if oauth is None:
        raise NotFound(message("There is nothing at this address."))
    return oauth.office


def init_app(app: Flask) -> None:
    """Learn the office's sign-in when somebody uses it first, not at the start."""
    settings = cast(state.State, app.extensions[state.EXTENSION]).settings
    if settings.oidc_url is None:
        return
    oauth = OAuth(app)
    oauth.register(
        "office",
        server_metadata_url=settings.oidc_url.rstrip("/") + DISCOVERY,
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        client_kwargs={
            "scope": "openid email profile",
            "code_challenge_method": "S256",
            "default_timeout": PATIENCE_SECONDS,
        },
    )
    app.extensions["office"] = oauth

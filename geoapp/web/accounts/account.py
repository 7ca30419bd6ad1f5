"""One's own account: what one may do, the password, the second step, tokens."""

from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for

from geoapp.domain.errors import BadForm, NotSignedIn
from geoapp.domain.messages import message, say
from geoapp.models import User
from geoapp.queries.users import get_account, list_tokens
from geoapp.services.tokens import make_token, revoke_token
from geoapp.web.accounts.viewer import account, viewer
from geoapp.web.params import forget_filters
from geoapp.web.state import language, session

blueprint = Blueprint("account", __name__, url_prefix="/account")


@blueprint.before_request
def enter() -> None:
    """Let people in who have signed in; their links carry no filters."""
    forget_filters()
    signed_in()


def signed_in() -> User:
    """Return the account of this browser; raises `NotSignedIn`."""
    found = account()
    if found is None:
        raise NotSignedIn
    return found


@blueprint.get("")
def home() -> Any:
    """Show one's own account."""
    return _page()


@blueprint.post("/tokens")
def add_token() -> Any:
    """Make a token and show it, this once."""
    try:
        made = make_token(session(), viewer(), signed_in().name, **read_token_form())
    except BadForm as wrong:
        return _page(problems=wrong.problems), 422
    return unkept(_page(made=made))


@blueprint.post("/tokens/<int:number>/revoke")
def revoke(number: int) -> Any:
    """Revoke one of one's own tokens."""
    token = revoke_token(session(), viewer(), number)
    flash(say(message("The token {name} is revoked.", name=token.name), language()))
    return redirect(url_for("account.home"), 303)


def read_token_form() -> dict[str, Any]:
    """Read a token's name and days; days that are no number are none."""
    days = request.form.get("days", "")
    known = days.isascii() and days.isdigit() and len(days) < 6
    return {"name": request.form.get("name", ""), "days": int(days) if known else 0}


def unkept(page: Any) -> Any:
    """Return a page that shows a secret once: nobody keeps it, the browser included."""
    response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(**shown: Any) -> str:
    user = signed_in()
    return render_template(
        "accounts/account.html",
        account=get_account(session(), user.name),
        tokens=list_tokens(session(), user),
        **{"problems": (), "made": None} | shown,
    )

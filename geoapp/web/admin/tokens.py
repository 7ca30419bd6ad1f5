"""Tokens of all accounts."""

from typing import Any

from flask import flash, redirect, render_template, url_for

from geoapp.domain.errors import BadForm
from geoapp.domain.messages import message, say
from geoapp.queries.users import list_accounts, list_tokens
from geoapp.services.tokens import make_token, revoke_token
from geoapp.web.accounts.account import read_token_form, unkept
from geoapp.web.accounts.viewer import viewer
from geoapp.web.admin.desk import blueprint, text
from geoapp.web.state import language, session


@blueprint.get("/tokens")
def tokens() -> Any:
    """Show every token."""
    return _page()


@blueprint.post("/tokens")
def add_token() -> Any:
    """Make a token for a program that speaks for an account, and show it, this once."""
    try:
        made = make_token(session(), viewer(), text("owner"), **read_token_form())
    except BadForm as wrong:
        return _page(problems=wrong.problems), 422
    return unkept(_page(made=made))


@blueprint.post("/tokens/<int:number>/revoke")
def revoke(number: int) -> Any:
    """Revoke anybody's token."""
    token = revoke_token(session(), viewer(), number)
    flash(say(message("The token {name} is revoked.", name=token.name), language()))
    return redirect(url_for("admin.tokens"), 303)


def _page(**shown: Any) -> str:
    return render_template(
        "admin/tokens.html",
        tokens=list_tokens(session()),
        owners=[one.user for one in list_accounts(session()) if one.user.active],
        **{"problems": (), "made": None} | shown,
    )

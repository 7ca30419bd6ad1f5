"""What the account library does, told to the audit log."""

from typing import Any

from flask import Flask
from flask_login import user_logged_out
from flask_security import password_changed, tf_disabled, tf_profile_changed, user_authenticated

from geoapp.domain.traces import Trace
from geoapp.models import User
from geoapp.services.audit import note
from geoapp.services.sign_in import forget_attempts
from geoapp.web.accounts.viewer import address
from geoapp.web.state import session


def signed_in(_: Flask, user: User, authn_via: list[str] | None = None, **__: Any) -> None:
    """Note that somebody signed in; their failures before that are forgiven."""
    # The library signs a person in anew after a change of password.
    if authn_via != ["change"]:
        forget_attempts(session(), user.name, address())
        _note(user, "sign-in", via=authn_via or ["second step"])


def signed_out(_: Flask, user: User | None = None, **__: Any) -> None:
    """Note that somebody signed out; the library commits nothing there."""
    if user is not None:
        _note(user, "sign-out")
        session().commit()


def changed_password(_: Flask, user: User, **__: Any) -> None:
    """Note a new password, which from now on is the person's own."""
    user.must_change_password = False
    _note(user, "change-password")


def switched_on(_: Flask, user: User, **__: Any) -> None:
    """Note that the second step is on."""
    _note(user, "set-second-factor")


def switched_off(_: Flask, user: User, **__: Any) -> None:
    """Note that the second step is off."""
    _note(user, "remove-second-factor")


def _note(user: User, what: str, **details: Any) -> None:
    note(session(), Trace(user.name, what, "", None, address(), details))


def init_app(app: Flask) -> None:
    """Listen to the library."""
    user_authenticated.connect(signed_in, app)
    user_logged_out.connect(signed_out, app)
    password_changed.connect(changed_password, app)
    tf_profile_changed.connect(switched_on, app)
    tf_disabled.connect(switched_off, app)

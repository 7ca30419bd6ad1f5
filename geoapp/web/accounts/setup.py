"""The account library, set up: which of its parts we use, and how they look and speak."""

from datetime import timedelta
from typing import Any, cast

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from flask_security import Security, SQLAlchemySessionUserDatastore
from flask_wtf import CSRFProtect
from werkzeug.local import LocalProxy

from geoapp.models import User
from geoapp.models.user import Role
from geoapp.services.passwords import SHORTEST
from geoapp.settings import Settings
from geoapp.web.accounts import forms, log, wording
from geoapp.web.accounts.guard import FOR_PEOPLE, ask_to_sign_in, stays_open
from geoapp.web.accounts.second_step import OneUseTotp, totp_secrets
from geoapp.web.accounts.viewer import account
from geoapp.web.accounts.wording import Catalog, library_sentences
from geoapp.web.state import EXTENSION, State, language, session

# Whoever has not typed the password for so long types it again before changing the second step.
FRESH = timedelta(minutes=30)
ADDRESSES = {
    "LOGIN_URL": "/sign-in",
    "LOGOUT_URL": "/sign-out",
    "VERIFY_URL": "/sign-in/again",
    "CHANGE_URL": "/account/password",
    "TWO_FACTOR_SETUP_URL": "/account/second-step",
    "TWO_FACTOR_TOKEN_VALIDATION_URL": "/sign-in/code",
    "TWO_FACTOR_RESCUE_URL": "/sign-in/rescue",
    "TWO_FACTOR_SELECT_URL": "/sign-in/select",
}
PAGES = {
    "LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "VERIFY_TEMPLATE": "accounts/again.html",
    "CHANGE_PASSWORD_TEMPLATE": "accounts/password.html",
    "TWO_FACTOR_SETUP_TEMPLATE": "accounts/second_step.html",
    "TWO_FACTOR_VERIFY_CODE_TEMPLATE": "accounts/code.html",
    "LOGOUT_USER_TEMPLATE": "accounts/sign_in.html",
}
FOLLOWING = {
    "POST_LOGIN_VIEW": "map.index",
    "POST_LOGOUT_VIEW": "map.index",
    "POST_CHANGE_VIEW": "account.home",
    "POST_VERIFY_VIEW": "account.home",
    "TWO_FACTOR_POST_SETUP_VIEW": "account.home",
    "TWO_FACTOR_ERROR_VIEW": "accounts.login",
}
PARTS = {
    "BLUEPRINT_NAME": "accounts",
    "STATIC_FOLDER": None,
    "CLI_USERS_NAME": None,
    "CLI_ROLES_NAME": None,
    "CHANGEABLE": True,
    "SEND_PASSWORD_CHANGE_EMAIL": False,
    "USER_IDENTITY_ATTRIBUTES": [{"name": {"mapper": str, "case_insensitive": True}}],
    "JOIN_USER_ROLES": False,
    "API_ENABLED_METHODS": ["session"],
    # Plain argon2, so that the shell makes the same hashes without the library.
    "PASSWORD_HASH": "argon2",
    "PASSWORD_SCHEMES": ["argon2"],
    "PASSWORD_SINGLE_HASH": {"argon2"},
    "PASSWORD_LENGTH_MIN": SHORTEST,
    "TWO_FACTOR": True,
    "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
    "TWO_FACTOR_IMPLEMENTATIONS": {"code": "flask_security.twofactor.CodeTfPlugin"},
    "TWO_FACTOR_AUTHENTICATOR_VALIDITY": 30,
    "TWO_FACTOR_RESCUE_EMAIL": False,
    # The library's own values come out as “no-store=True”, which no cache knows.
    "CACHE_CONTROL": {"private": None, "no-store": None},
    "FRESHNESS": FRESH,
    "FRESHNESS_GRACE_PERIOD": timedelta(minutes=10),
}


class OfficeSession(SecureCookieSessionInterface):
    """A session cookie that stays on https where the service is reached by https."""

    def get_cookie_secure(self, _app: Flask) -> bool:
        """Tell whether the cookie may travel on encrypted connections alone."""
        return request.is_secure


def init_app(app: Flask) -> None:
    """Install sessions, protection of forms, and the account library."""
    settings = cast(State, app.extensions[EXTENSION]).settings
    app.session_interface = OfficeSession()
    app.config |= _session_rules(settings) | _library_rules(settings)
    CSRFProtect(app)
    security = Security(
        app,
        SQLAlchemySessionUserDatastore(cast(Any, LocalProxy(session)), User, Role),
        login_form=forms.SignInForm,
        verify_form=forms.PasswordAgainForm,
        change_password_form=forms.NewPasswordForm,
        two_factor_setup_form=forms.SetupForm,
        two_factor_verify_code_form=forms.CodeForm,
        two_factor_rescue_form=forms.RescueForm,
        password_util_cls=forms.PasswordRules,
        totp_cls=OneUseTotp,
    )
    security.i18n_domain = cast(Any, Catalog())
    security.want_json(lambda _: False)
    security.unauthn_handler(lambda *_, **__: ask_to_sign_in())
    # Without mail the library has no way to rescue anybody: administrators do it.
    app.view_functions["accounts.two_factor_rescue"] = ask_to_sign_in
    _load_users_only_where_needed(security)
    app.url_defaults(_keep_language)
    security.login_context_processor(lambda: {"office": _office_name(settings)})
    security.change_password_context_processor(lambda: {"must_change": _must_change()})
    wording.init_app(app)
    log.init_app(app)


def _session_rules(settings: Settings) -> dict[str, Any]:
    return {
        "SESSION_COOKIE_NAME": "geoapp",
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=settings.session_hours),
        # The guard asks for the token where a session acts; a form is good as long as that.
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
    }


def _library_rules(settings: Settings) -> dict[str, Any]:
    rules = ADDRESSES | PAGES | FOLLOWING | PARTS
    rules |= {
        "TOTP_SECRETS": totp_secrets(settings.secret_key),
        "TOTP_ISSUER": settings.title_vi,
    }
    return {f"SECURITY_{name}": value for name, value in rules.items()} | library_sentences()


def _load_users_only_where_needed(security: Security) -> None:
    """Ask the database for an account on pages alone, and never read one out of a body.

    The library's own token would be looked for in addresses and in JSON, whole uploads included.
    """
    manager = security.login_manager
    load = manager._user_callback  # noqa: SLF001
    manager.user_loader(lambda key: None if stays_open() else load(key))
    manager.request_loader(lambda _: None)


def _office_name(settings: Settings) -> str | None:
    if settings.oidc_url is None:
        return None
    return settings.oidc_name_vi if language() == "vi" else settings.oidc_name_en


def _must_change() -> bool:
    signed_in = account()
    return signed_in is not None and signed_in.must_change_password


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    leads_to = endpoint.partition(".")[0]
    if language() != "vi" and leads_to != "static" and {leads_to, request.blueprint} & FOR_PEOPLE:
        values.setdefault("lang", language())

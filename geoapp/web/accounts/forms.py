"""The account library's forms: our fields and limits around its checks."""

from collections.abc import Callable
from typing import Any

from flask import after_this_request
from flask_security import (
    ChangePasswordForm,
    LoginForm,
    TwoFactorRescueForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
)
from flask_security.password_util import PasswordUtil
from werkzeug.wrappers import Response
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from geoapp.domain.messages import Message, message, say
from geoapp.domain.traces import REASONS, Trace
from geoapp.queries.users import find_user
from geoapp.services.audit import note_refusal
from geoapp.services.passwords import LONGEST, check_password, normalise_password
from geoapp.services.sign_in import SignInLimits, begin_attempt, take_back
from geoapp.web.accounts.viewer import account, address
from geoapp.web.state import language, session, shared


def limits() -> SignInLimits:
    """Return how often one may try, by the office's settings."""
    settings = shared().settings
    return SignInLimits(settings.sign_in_tries, settings.sign_in_minutes)


class Limited:
    """Counts what somebody guesses, and refuses to check what is guessed too often.

    `guessed_wrong` tells after a failed check whether a secret was wrong, rather than the form.
    """

    what = "sign-in"
    reason = "password"
    form_errors: Any

    def check_limited(self, name: str, check: Callable[[], bool]) -> bool:
        """Run the check unless there were too many; a refusal leaves a trace."""
        attempt = begin_attempt(session(), name, address(), limits())
        if attempt is None:
            self._trace(name, "too-many")
            self.form_errors = [say(too_many(), language())]
            after_this_request(_too_many_requests)
            return False
        passed = check()
        if passed or not self.guessed_wrong():
            take_back(session(), attempt)
        else:
            self._trace(name, self.reason)
        return passed

    def guessed_wrong(self) -> bool:
        return True

    def _trace(self, name: str, reason: str) -> None:
        note_refusal(shared().engine, Trace(name, self.what, "", reason, address()))


def too_many() -> Message:
    """Return the sentence for whoever tried too often."""
    return message(
        "Too many attempts. Wait {minutes} minutes and try again.", minutes=limits().minutes
    )


def _too_many_requests(response: Response) -> Response:
    response.status_code = 429
    response.headers["Retry-After"] = str(limits().minutes * 60)
    return response


class SignInForm(Limited, LoginForm):
    """Name and password; whichever is wrong, the answer is the same."""

    email = None
    remember = None
    # Hashing is slow on purpose: nobody may make us hash a book.
    username = StringField(validators=[DataRequired(), Length(max=100)])

    def validate(self, **given: Any) -> bool:
        """Check name and password, within the limits."""
        name, password = (self.username.data or "").strip().lower(), self.password.data or ""
        if not name or not password or len(password) > LONGEST:
            self.form_errors = [say(REASONS["password"], language())]
            return False
        # Where there is no such account the library hashes the password all the same.
        self.user, self.ifield = find_user(session(), name), self.username
        passed = self.check_limited(name, lambda: super(SignInForm, self).validate(**given))
        self.password.errors = self.username.errors = ()
        if not passed and not self.form_errors:
            known = "switched-off" if self.user_authenticated else "password"
            self.form_errors = [say(REASONS[known], language())]
        return passed

    def guessed_wrong(self) -> bool:
        return not self.user_authenticated


class CodeForm(Limited, TwoFactorVerifyCodeForm):
    """The code of the second step, both when signing in and when switching it on."""

    what, reason = "second-step", "code"

    def validate(self, **given: Any) -> bool:
        """Check the code; within the limits when it opens the door."""
        if self.is_setup or self.user is None:
            return super().validate(**given)
        name = getattr(self.user, "name", "")
        return self.check_limited(name, lambda: super(CodeForm, self).validate(**given))


# The library's own fields here list their choices in a way that WTForms is about to give up.
class SetupForm(TwoFactorSetupForm):
    """Which second step to set up, or none: buttons of our page say it."""

    setup = StringField()


class RescueForm(TwoFactorRescueForm):
    """A form that no page shows: administrators rescue."""

    help_setup = StringField()


class PasswordAgainForm(Limited, VerifyForm):
    """The password once more, before something that matters."""

    def validate(self, **given: Any) -> bool:
        """Check the password, within the limits."""
        name = getattr(self.user, "name", "")
        return self.check_limited(name, lambda: super(PasswordAgainForm, self).validate(**given))


class NewPasswordForm(Limited, ChangePasswordForm):
    """The old password and a new one, twice."""

    what = "change-password"

    def validate(self, **given: Any) -> bool:
        """Check the old password within the limits, and the new one by our rules."""
        signed_in = account()
        name = signed_in.name if signed_in else ""
        # The library compares the old password in its one form with the new one as typed.
        for field in (self.new_password, self.new_password_confirm):
            field.data = normalise_password(field.data or "")
        return self.check_limited(name, lambda: super(NewPasswordForm, self).validate(**given))

    def guessed_wrong(self) -> bool:
        return bool(self.password.errors)


class PasswordRules(PasswordUtil):
    """Our rules for new passwords, in the library's place."""

    def normalize(self, password: str) -> str:
        """Return the one form in which a password is hashed."""
        return normalise_password(password)

    def validate(
        self,
        password: str,
        is_register: bool,  # noqa: ARG002 - the library names it
        **given: Any,
    ) -> tuple[list[str] | None, str]:
        """Return what is wrong with a new password, None for nothing, and its one form."""
        name = getattr(given.get("user"), "name", "")
        wrong = [say(sentence, language()) for sentence in check_password(password, name=name)]
        return wrong or None, self.normalize(password)

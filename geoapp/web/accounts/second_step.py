"""The second step of signing in: codes of an authenticator application, each good once."""

from hashlib import sha256
from typing import Any

from flask import session
from flask_login import current_user
from flask_security.totp import Totp

BEGUN = "second_step_begun"


def totp_secrets(secret_key: str) -> dict[str, str]:
    """Return the key under which the accounts' own keys are kept in the database."""
    return {"1": sha256(f"second step {secret_key}".encode()).hexdigest()}


class OneUseTotp(Totp):
    """A code that was used is used up, even within its half minute.

    A key that somebody began to set up stays theirs until its first right code: whoever mistypes
    one code has scanned the picture already, and would have two entries of which one is dead.
    """

    def generate_totp_secret(self) -> str:
        """Return the key that the person began with in this session, else a new one."""
        person, begun = current_user.get_id(), session.get(BEGUN)
        if begun and begun[0] == person:
            return str(begun[1])
        secret = str(super().generate_totp_secret())
        session[BEGUN] = [person, secret]
        return secret

    def get_last_counter(self, user: Any) -> int | None:
        """Return the half minute whose code was used last."""
        counter: int | None = user.last_totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Keep the half minute of a code that was right; a key begun with is in use now."""
        session.pop(BEGUN, None)
        user.last_totp_counter = tmatch.counter

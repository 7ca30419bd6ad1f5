"""The second step of signing in: codes of an authenticator application, each good once."""

from hashlib import sha256
from typing import Any

from flask_security.totp import Totp


def totp_secrets(secret_key: str) -> dict[str, str]:
    """Return the key under which the accounts' own keys are kept in the database."""
    return {"1": sha256(f"second step {secret_key}".encode()).hexdigest()}


class OneUseTotp(Totp):
    """A code that was used is used up, even within its half minute."""

    def get_last_counter(self, user: Any) -> int | None:
        """Return the half minute whose code was used last."""
        counter: int | None = user.last_totp_counter
        return counter

    def set_last_counter(self, user: Any, tmatch: Any) -> None:
        """Keep the half minute of a code that was right."""
        user.last_totp_counter = tmatch.counter

"""Passwords: hashed with argon2, checked for length, made up where nobody chose one."""

import secrets
import unicodedata
from collections.abc import Iterator

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from geoapp.domain.messages import Message, message

SHORTEST = 10
LONGEST = 200
# Letters and digits that nobody mistakes for one another when reading them out.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LENGTH = 4, 5

_hasher = PasswordHasher()


def normalise_password(plain: str) -> str:
    """Return the one form in which a password is hashed: Vietnamese keyboards send several."""
    return unicodedata.normalize("NFKD", plain)


def hash_password(plain: str) -> str:
    """Return the argon2 hash of a password, as the account library makes and reads it too."""
    return _hasher.hash(normalise_password(plain))


def verify_password(plain: str, hashed: str | None) -> bool:
    """Tell whether the password is the hashed one; no hash fits none."""
    try:
        return hashed is not None and _hasher.verify(hashed, normalise_password(plain))
    except (VerificationError, InvalidHashError):
        return False


def make_password() -> str:
    """Return a password of about 99 bits that can be read out on the telephone."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(GROUP_LENGTH)) for _ in range(GROUPS))
    return "-".join(groups)


def check_password(plain: str, *, name: str) -> Iterator[Message]:
    """Yield what is wrong with a password somebody wants to use for the account `name`."""
    normalised = normalise_password(plain)
    if len(normalised) < SHORTEST:
        yield message("The password needs at least {least} characters.", least=SHORTEST)
    if len(normalised) > LONGEST:
        yield message("The password may have {most} characters at most.", most=LONGEST)
    if name and name.lower() in normalised.lower():
        yield message("The password must not contain the account’s name.")
    if len(set(normalised)) < 4:
        yield message("The password needs at least four different characters.")

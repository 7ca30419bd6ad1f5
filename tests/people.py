"""Accounts with all that a test does not care about filled in."""

from datetime import date
from functools import cache

from sqlalchemy.orm import Session

from geoapp.domain.accounts import Profile
from geoapp.domain.rights import shell_viewer
from geoapp.models import User
from geoapp.services.accounts import create_user
from geoapp.services.passwords import hash_password

TODAY = date(2026, 11, 20)
PASSWORD = "một mật khẩu để thử"
SHELL = shell_viewer("test")


def add_user(session: Session, name: str, *roles: str, **values: object) -> User:
    """Add an account that signs in with `PASSWORD`, named after its name, and commit."""
    given = {"full_name": name.title(), "roles": frozenset(roles or {"viewer"})} | values
    user = create_user(session, SHELL, name, Profile(**given), password=None, today=TODAY)
    user.password = hashed(PASSWORD)
    session.commit()
    return user


@cache
def hashed(password: str) -> str:
    # Hashing is slow on purpose, and salt does not matter here.
    return hash_password(password)

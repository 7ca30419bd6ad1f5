"""Tokens for programs: made, shown once, revoked."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, NotFound, Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import YES, Verdict, Viewer, may_administer, require
from geoapp.models import ApiToken, User
from geoapp.queries.users import get_user
from geoapp.services.audit import note

# A beginning that people and secret scanners recognise.
PREFIX = "geoapp_"
HINT_LENGTH = len(PREFIX) + 4
LONGEST_DAYS = 730


def digest_of(token: str) -> str:
    """Return what is kept of a token; 256 random bits need no slow hash."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def check_token(name: str, days: int) -> Iterator[Problem]:
    """Yield what is wrong with a token somebody wants to make."""
    if not name.strip():
        yield Problem("name", message("The token needs a name, so that one knows what it is for."))
    if not 1 <= days <= LONGEST_DAYS:
        yield Problem("days", message("A token is valid for 1 to {most} days.", most=LONGEST_DAYS))


def make_token(session: Session, by: Viewer, owner: str, *, name: str, days: int) -> str:
    """Make a token that speaks for the account `owner`, commit, and return it: the only time.

    One's own, or anybody's for an administrator.
    """
    require(_may_handle(by, owner), by, "make-token", owner)
    user = get_user(session, owner)
    problems = list(check_token(name, days))
    if problems:
        raise BadForm(problems)
    token = PREFIX + secrets.token_urlsafe(32)
    now: datetime = session.execute(select(func.now())).scalar_one()
    row = ApiToken(
        user_id=user.id,
        name=name.strip()[:100],
        digest=digest_of(token),
        hint=token[:HINT_LENGTH],
        expires_at=now + timedelta(days=days),
    )
    session.add(row)
    note(session, by.trace("make-token", f"{user.name}: {row.name}", days=days))
    session.commit()
    return token


def revoke_token(session: Session, by: Viewer, token_id: int) -> ApiToken:
    """Revoke a token for good and commit; one's own, or anybody's for an administrator.

    Raises `NotFound` for tokens that are somebody else's as for those that do not exist.
    """
    row = session.get(ApiToken, token_id)
    owner = session.get(User, row.user_id) if row else None
    if row is None or owner is None or not _may_handle(by, owner.name):
        raise NotFound(message("There is no such token."))
    if row.revoked_at is None:
        row.revoked_at = session.execute(select(func.now())).scalar_one()
        note(session, by.trace("revoke-token", f"{owner.name}: {row.name}"))
    session.commit()
    return row


def _may_handle(by: Viewer, owner: str) -> Verdict:
    return YES if by.signed_in and by.name == owner else may_administer(by)

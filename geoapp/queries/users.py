"""Accounts: by name, by token, all of them, and what each may do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.accounts import is_name
from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message
from geoapp.domain.rights import SHELL, Viewer, shell_viewer
from geoapp.models import ApiToken, Area, User, UserAgency, UserArea
from geoapp.queries.agencies import AgencyName, read_agencies
from geoapp.queries.areas import UNIT, Unit, to_unit


@dataclass(frozen=True)
class Account:
    """An account with the agencies and units it was given, by name in Vietnamese order."""

    user: User
    agencies: Sequence[AgencyName]
    units: Sequence[Unit]


def find_user(session: Session, name: str) -> User | None:
    """Return the account with this name, however it is capitalised."""
    known = name.strip().lower()
    return session.scalar(select(User).where(User.name == known)) if is_name(known) else None


def get_user(session: Session, name: str) -> User:
    """Return the account with this name; raises `NotFound`."""
    user = find_user(session, name)
    if user is None:
        raise NotFound(message("There is no account {name}.", name=name[:60]))
    return user


def read_viewer(session: Session, user: User) -> Viewer:
    """Return what an account may do; administrators have no limits of agency or area."""
    everything = "admin" in user.role_codes
    return Viewer(
        user.name,
        frozenset(user.role_codes),
        None if everything or user.every_agency else _agencies_of(session, user),
        None if everything or user.every_area else _areas_of(session, user),
    )


def read_named_viewer(session: Session, name: str) -> Viewer:
    """Return what the account of this name may do now; nothing where it is switched off.

    The shell's own names, which no account can have, stand for whoever runs our commands.
    """
    if name.startswith(SHELL):
        return shell_viewer(name.removeprefix(SHELL))
    user = session.scalar(select(User).where(User.name == name, User.active))
    return Viewer(name) if user is None else read_viewer(session, user)


def _agencies_of(session: Session, user: User) -> frozenset[int]:
    given = session.scalars(select(UserAgency.agency_id).where(UserAgency.user_id == user.id)).all()
    if not given:
        return frozenset()
    agencies = read_agencies(session)
    return frozenset(
        answering for key in given for answering in agencies.answering_as(agencies.by_id[key].code)
    )


def _areas_of(session: Session, user: User) -> frozenset[int]:
    return frozenset(session.scalars(select(UserArea.area_id).where(UserArea.user_id == user.id)))


def read_token_viewer(session: Session, digest: str) -> Viewer | None:
    """Return whom a token speaks for; None when it is unknown, revoked, expired or switched off."""
    user = session.scalar(
        select(User)
        .join(ApiToken, ApiToken.user_id == User.id)
        .where(
            ApiToken.digest == digest,
            ApiToken.revoked_at.is_(None),
            ApiToken.expires_at > func.now(),
            User.active,
        )
    )
    return None if user is None else read_viewer(session, user)


def list_accounts(session: Session) -> list[Account]:
    """Return every account, those switched off last, by full name."""
    users = session.scalars(
        select(User).order_by(User.active.desc(), User.full_name.collate("vi-x-icu"), User.name)
    ).all()
    return _accounts(session, users)


def get_account(session: Session, name: str) -> Account:
    """Return one account; raises `NotFound`."""
    return _accounts(session, [get_user(session, name)])[0]


def _accounts(session: Session, users: Sequence[User]) -> list[Account]:
    keys = [user.id for user in users]
    agencies = read_agencies(session).by_id
    given: dict[int, list[AgencyName]] = {}
    for user_id, agency_id in session.execute(
        select(UserAgency.user_id, UserAgency.agency_id).where(UserAgency.user_id.in_(keys))
    ):
        given.setdefault(user_id, []).append(agencies[agency_id])
    units: dict[int, list[Unit]] = {}
    for row in session.execute(_units_of(keys)):
        units.setdefault(row.user_id, []).append(to_unit(row))
    return [
        Account(
            user,
            sorted(given.get(user.id, []), key=lambda agency: agency.name),
            units.get(user.id, []),
        )
        for user in users
    ]


def _units_of(keys: Sequence[int]) -> Any:
    return (
        select(UserArea.user_id, *UNIT)
        .join(UserArea, UserArea.area_id == Area.id)
        .where(UserArea.user_id.in_(keys))
        .order_by(Area.name.collate("vi-x-icu"), Area.id)
    )


def list_tokens(session: Session, user: User | None = None) -> list[Any]:
    """Return tokens with their owner's name as (ApiToken, name, full_name), newest first."""
    statement = (
        select(ApiToken, User.name, User.full_name)
        .join(User, User.id == ApiToken.user_id)
        .order_by(ApiToken.created_at.desc(), ApiToken.id.desc())
    )
    if user is not None:
        statement = statement.where(ApiToken.user_id == user.id)
    return list(session.execute(statement))

"""Accounts: made, changed, given new passwords; by an administrator or from the shell."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from sqlalchemy import any_, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from geoapp.domain.accounts import Profile, check_name, check_profile
from geoapp.domain.areas import parse_area_ref
from geoapp.domain.errors import BadForm, BadParameter, Conflict, Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer, may_administer, require
from geoapp.models import User, UserAgency, UserArea
from geoapp.queries.agencies import read_agencies
from geoapp.queries.areas import get_unit
from geoapp.queries.users import Account, find_user, get_account, get_user
from geoapp.services.audit import note
from geoapp.services.passwords import check_password, hash_password


@dataclass(frozen=True)
class Limits:
    """The keys of the agencies and units that a profile names, and what it names in vain."""

    agency_ids: Sequence[int]
    area_ids: Sequence[int]
    problems: Sequence[Problem]


def create_user(
    session: Session,
    by: Viewer,
    name: str,
    profile: Profile,
    *,
    password: str | None,
    today: date,
    must_change: bool = False,
) -> User:
    """Make an account and commit; without a password it signs in through the office's sign-in.

    Raises `BadForm` with everything that is wrong. `must_change`: the password is not the
    person's own yet.
    """
    require(may_administer(by), by, "create-user", name)
    limits = find_limits(session, profile, today)
    problems = [*check_name(name), *check_profile(profile), *limits.problems]
    if password is not None:
        problems += _password_problems(password, name)
    problems += _taken(session, name, profile)
    if problems:
        raise BadForm(problems)
    user = User(
        name=name,
        password=None if password is None else hash_password(password),
        must_change_password=must_change,
        fs_uniquifier=uuid4().hex,
        **_columns(profile),
    )
    session.add(user)
    session.flush()
    _give(session, user, limits)
    note(session, by.trace("create-user", name, **_told(get_account(session, name))))
    session.commit()
    return user


def change_user(session: Session, by: Viewer, name: str, profile: Profile, *, today: date) -> User:
    """Give an account another profile and commit; what changed is in the audit log.

    Raises `BadForm`, and `Conflict` when nobody would be left to administer.
    """
    require(may_administer(by), by, "change-user", name)
    account = get_account(session, name)
    user, before = account.user, _told(account)
    limits = find_limits(session, profile, today)
    problems = [*check_profile(profile), *limits.problems, *_taken(session, name, profile, user)]
    if problems:
        raise BadForm(problems)
    _keep_an_admin(session, user, profile)
    for column, value in _columns(profile).items():
        setattr(user, column, value)
    _give(session, user, limits)
    session.flush()
    after = _told(get_account(session, name))
    changed = {key: [before[key], after[key]] for key in after if before[key] != after[key]}
    note(session, by.trace("change-user", name, **changed))
    session.commit()
    return user


def set_password(
    session: Session,
    by: Viewer,
    name: str,
    password: str,
    *,
    must_change: bool,
    remove_second_factor: bool = False,
) -> None:
    """Give somebody a new password and commit; whoever is signed in with that name is out."""
    require(may_administer(by), by, "set-password", name)
    user = get_user(session, name)
    if problems := _password_problems(password, name):
        raise BadForm(problems)
    user.password, user.must_change_password = hash_password(password), must_change
    user.fs_uniquifier = uuid4().hex
    note(session, by.trace("set-password", user.name))
    if remove_second_factor:
        _without_second_factor(session, by, user)
    session.commit()


def remove_second_factor(session: Session, by: Viewer, name: str) -> None:
    """Let somebody sign in with the password alone, as after losing the telephone; commits."""
    require(may_administer(by), by, "remove-second-factor", name)
    _without_second_factor(session, by, get_user(session, name))
    session.commit()


def find_limits(session: Session, profile: Profile, today: date) -> Limits:
    """Look up the agencies and units that a profile names."""
    by_code = read_agencies(session).by_code
    problems = [
        Problem("agencies", message("There is no agency {code}.", code=code))
        for code in profile.agencies
        if code not in by_code
    ]
    areas = []
    for ref in profile.areas:
        try:
            areas.append(get_unit(session, parse_area_ref(ref), today).id)
        except BadParameter as wrong:
            problems.append(Problem("areas", wrong.detail))
    known = [by_code[code].id for code in profile.agencies if code in by_code]
    return Limits(sorted(set(known)), sorted(set(areas)), problems)


def read_profile(account: Account) -> Profile:
    """Return what an account is like now."""
    user = account.user
    return Profile(
        full_name=user.full_name,
        roles=frozenset(user.role_codes),
        email=user.email,
        agencies=tuple(agency.code for agency in account.agencies),
        areas=tuple(str(unit.ref) for unit in account.units),
        every_agency=user.every_agency,
        every_area=user.every_area,
        active=user.active,
    )


def _columns(profile: Profile) -> dict[str, Any]:
    return {
        "full_name": profile.full_name.strip(),
        "email": profile.email.lower() if profile.email else None,
        "role_codes": sorted(profile.roles),
        "every_agency": profile.every_agency,
        "every_area": profile.every_area,
        "active": profile.active,
    }


def _told(account: Account) -> dict[str, Any]:
    profile = read_profile(account)
    return _columns(profile) | {
        "agencies": sorted(profile.agencies),
        "areas": sorted(profile.areas),
    }


def _give(session: Session, user: User, limits: Limits) -> None:
    for table, column, keys in (
        (UserAgency, "agency_id", limits.agency_ids),
        (UserArea, "area_id", limits.area_ids),
    ):
        session.execute(delete(table).where(table.user_id == user.id))
        if keys:
            session.execute(insert(table), [{"user_id": user.id, column: key} for key in keys])


def _taken(
    session: Session, name: str, profile: Profile, user: User | None = None
) -> Iterator[Problem]:
    if user is None and find_user(session, name):
        yield Problem("name", message("There is an account {name} already.", name=name))
    same = select(User.id).where(User.email == (profile.email or "").lower(), User.name != name)
    if profile.email and session.scalar(same):
        yield Problem("email", message("Another account has this e-mail address."))


def _keep_an_admin(session: Session, user: User, profile: Profile) -> None:
    if profile.active and "admin" in profile.roles:
        return
    others = select(func.count()).where(
        User.active, literal("admin") == any_(User.role_codes), User.id != user.id
    )
    if "admin" in user.role_codes and not session.scalar(others):
        raise Conflict(message("Nobody would be left to administer."))


def _password_problems(password: str, name: str) -> list[Problem]:
    return [Problem("password", sentence) for sentence in check_password(password, name=name)]


def _without_second_factor(session: Session, by: Viewer, user: User) -> None:
    user.tf_primary_method = user.tf_totp_secret = user.last_totp_counter = None
    user.fs_uniquifier = uuid4().hex
    note(session, by.trace("remove-second-factor", user.name))

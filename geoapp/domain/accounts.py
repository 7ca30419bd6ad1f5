"""What an administrator decides about an account, and what can be wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geoapp.domain.choices import codes
from geoapp.domain.errors import Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import ROLES

_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,63}")
_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One account as it shall be.

    `agencies` are codes, `areas` references as CODE@DATE; `every_…` lifts that limit.
    """

    full_name: str
    roles: frozenset[str]
    email: str | None = None
    agencies: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    every_agency: bool = False
    every_area: bool = False
    active: bool = True


def is_name(text: str) -> bool:
    """Tell whether an account may have this name."""
    return _NAME.fullmatch(text) is not None


def check_name(name: str) -> Iterator[Problem]:
    """Yield what is wrong with a name to sign in with."""
    if not is_name(name):
        yield Problem(
            "name",
            message(
                "The name needs 2 to 64 characters: small letters without marks, digits and"
                " . _ - @ +, a letter or digit first."
            ),
        )


def check_profile(profile: Profile) -> Iterator[Problem]:
    """Yield what is wrong with a profile by itself."""
    if not profile.full_name.strip():
        yield Problem("full_name", message("Say whose account it is."))
    if profile.email is not None and not _EMAIL.fullmatch(profile.email):
        yield Problem("email", message("This is no e-mail address."))
    if not profile.roles:
        yield Problem("roles", message("An account needs at least one role."))
    for role in sorted(profile.roles.difference(codes(ROLES))):
        yield Problem(
            "roles",
            message(
                "There is no role {role}; there are {roles}.",
                role=role,
                roles=", ".join(codes(ROLES)),
            ),
        )

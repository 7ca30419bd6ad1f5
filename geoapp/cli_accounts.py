"""The shell's commands about accounts: whoever runs them administers the machine."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from getpass import getuser

from sqlalchemy.orm import Session

from geoapp.db.engine import open_database
from geoapp.db.migrate import upgrade
from geoapp.domain.accounts import Profile
from geoapp.domain.choices import codes
from geoapp.domain.messages import Message, message
from geoapp.domain.rights import ROLES, Viewer, shell_viewer
from geoapp.settings import Settings

EVERYTHING = "all"
Add = Callable[..., argparse.ArgumentParser]


def add_commands(add: Add) -> None:
    """Add the commands to the shell's list."""
    one = add("create-user", create_user, "make an account and print its password")
    one.add_argument("name", help="what the person signs in with")
    one.add_argument("--role", action="append", required=True, choices=codes(ROLES))
    one.add_argument("--agency", action="append", default=[], help=f"code, or {EVERYTHING}")
    one.add_argument("--area", action="append", default=[], help=f"CODE@DATE, or {EVERYTHING}")
    one.add_argument("--full-name", help="whose account it is (the name)")
    one.add_argument("--email", help="address by which the office's sign-in knows the person")
    _add_password(one)
    one = add("set-password", set_password, "give somebody a new password and print it")
    one.add_argument("name")
    one.add_argument("--without-second-step", action="store_true", help="switch that off as well")
    _add_password(one)
    add("create-demo-users", create_demo_users, "make one account for each role, for showing")


def _add_password(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--password-stdin", action="store_true", help="read the password instead of making one up"
    )


def create_user(settings: Settings, given: argparse.Namespace) -> Message:
    """Make an account; a password made up here is the person's to change."""
    from geoapp.services.accounts import create_user

    password = read_password(given)
    with shell(settings) as (session, by):
        create_user(
            session,
            by,
            given.name,
            read_profile(given),
            password=password,
            must_change=not given.password_stdin,
            today=today(settings),
        )
    return made(message("The account {name} is made.", name=given.name), given, password)


def set_password(settings: Settings, given: argparse.Namespace) -> Message:
    """Give somebody a new password, as after forgetting the old one."""
    from geoapp.services.accounts import set_password

    password = read_password(given)
    with shell(settings) as (session, by):
        set_password(
            session,
            by,
            given.name,
            password,
            must_change=not given.password_stdin,
            remove_second_factor=given.without_second_step,
        )
    return made(message("The account {name} is changed.", name=given.name), given, password)


def create_demo_users(settings: Settings, _: argparse.Namespace) -> Message:
    """Make the demo's accounts and say how to sign in."""
    from geoapp.services.demo_users import ensure_demo_users

    with shell(settings) as (session, by):
        names = ensure_demo_users(session, by, settings.demo_password, today=today(settings))
    return message(
        "Sign in as {names} with the password {password}",
        names=", ".join(names),
        password=settings.demo_password,
    )


def read_profile(given: argparse.Namespace) -> Profile:
    """Read what the account may do from the command line."""
    return Profile(
        full_name=given.full_name or given.name,
        roles=frozenset(given.role),
        email=given.email.lower() if given.email else None,
        agencies=tuple(code for code in given.agency if code != EVERYTHING),
        areas=tuple(ref for ref in given.area if ref != EVERYTHING),
        every_agency=EVERYTHING in given.agency,
        every_area=EVERYTHING in given.area,
    )


def read_password(given: argparse.Namespace) -> str:
    """Read one line of the standard input when told to, else make a password up."""
    from geoapp.services.passwords import make_password

    return sys.stdin.readline().rstrip("\r\n") if given.password_stdin else make_password()


def made(done: Message, given: argparse.Namespace, password: str) -> Message:
    """Say what was done, and the password where nobody has chosen it."""
    if given.password_stdin:
        return done
    return message("{done} Password: {password}", done=done, password=password)


def today(settings: Settings) -> date:
    """Return the office's date."""
    return settings.today or datetime.now(settings.time_zone).date()


@contextmanager
def shell(settings: Settings) -> Iterator[tuple[Session, Viewer]]:
    """Open the database, up to date, for whoever runs the command."""
    with open_database(settings) as database:
        upgrade(database.owner_engine, database.app_role)
        with Session(database.app_engine) as session:
            yield session, shell_viewer(getuser())

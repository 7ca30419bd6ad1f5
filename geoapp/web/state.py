"""What a request brings along: settings, database session, language, clock."""

from datetime import date, datetime
from typing import cast

from flask import Flask, current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geoapp.domain.filters import ProjectFilter
from geoapp.domain.layers import LayerDefinition
from geoapp.domain.messages import DEFAULT_LANGUAGE, LANGUAGES
from geoapp.domain.rights import Reach
from geoapp.queries.wanted import Clock, Wanted
from geoapp.settings import Settings
from geoapp.web.turns import Turns

EXTENSION = "geoapp"
# Requests of a process that may wait for a file; all its other threads are the map's.
MOST_SEATS = 2


class State:
    """What all requests of one process share."""

    def __init__(
        self, settings: Settings, engine: Engine, layers: tuple[LayerDefinition, ...]
    ) -> None:
        self.settings = settings
        self.engine = engine
        self.layers = layers
        self.turns = Turns(
            settings.data_dir / "cache" / "turns",
            processes=settings.web_workers,
            seats=min(MOST_SEATS, max(0, settings.web_threads - 2)),
        )
        # By data version, filter and clock; params.py keeps it small.
        self.resolved: dict[tuple[str, ProjectFilter, Clock, Reach], Wanted] = {}


def shared() -> State:
    """Return what the process shares."""
    return cast(State, current_app.extensions[EXTENSION])


def session() -> Session:
    """Return the request's session, opened when first asked for, closed at its end."""
    if "session" not in g:
        g.session = Session(shared().engine)
    return cast(Session, g.session)


def close_session(_error: BaseException | None = None) -> None:
    """Give the connection back; nothing a read began is committed."""
    opened = g.pop("session", None)
    if opened is not None:
        opened.close()


def language() -> str:
    """Return the language asked for: `lang`, Vietnamese where it is none we speak."""
    asked = request.args.get("lang", "")
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def clock() -> Clock:
    """Return today in the office's time zone and the rule of schedule status."""
    settings = shared().settings
    return Clock(
        today(settings),
        settings.time_zone.key,
        settings.rule,
    )


def today(settings: Settings) -> date:
    """Return the office's date, or the one a test has set."""
    return settings.today or datetime.now(settings.time_zone).date()


def init_app(app: Flask) -> None:
    """Close sessions when requests end."""
    app.teardown_appcontext(close_session)

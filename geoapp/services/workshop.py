"""Where uploads are worked on, and the locks of those who are at a piece of work."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from geoapp.ingest.limits import Limits
from geoapp.settings import Settings


@dataclass(frozen=True)
class Workshop:
    """What advancing uploads needs: the service's engine, its folders, limits and day."""

    engine: Engine
    files_dir: Path
    work_dir: Path
    limits: Limits
    today: date

    def table_path(self, upload_id: int) -> Path:
        """Return where the rows of an upload lie as read; the file can always be made again."""
        self.work_dir.mkdir(parents=True, exist_ok=True)
        return self.work_dir / f"{upload_id}.rows"


def open_workshop(settings: Settings, engine: Engine) -> Workshop:
    """Return what advancing uploads needs, as the settings say."""
    return Workshop(
        engine,
        settings.files_dir,
        settings.data_dir / "uploads",
        settings.upload_limits,
        settings.today or datetime.now(settings.time_zone).date(),
    )


@contextmanager
def held(engine: Engine, number: int, task: str = "advance-upload") -> Iterator[None]:
    """Be the only one that works at this upload or pack; waits for whoever does."""
    with _locked(engine, "pg_advisory_lock", number, task):
        yield


@contextmanager
def helped(engine: Engine, number: int, task: str) -> Iterator[Connection]:
    """Be one of those that work at this together; yields what `taken` asks by."""
    with _locked(engine, "pg_advisory_lock_shared", number, task) as connection:
        yield connection


@contextmanager
def taken(connection: Connection, part: int, work: str) -> Iterator[bool]:
    """Be the only one at a part of the work; yields whether one is: nobody waits for it."""
    keys = {"work": work, "part": part}
    ask = text("SELECT pg_try_advisory_lock(hashtext(:work), :part)")
    mine = bool(connection.scalar(ask, keys))
    try:
        yield mine
    finally:
        if mine:
            connection.execute(text("SELECT pg_advisory_unlock(hashtext(:work), :part)"), keys)


@contextmanager
def _locked(engine: Engine, lock: str, number: int, task: str) -> Iterator[Connection]:
    autocommit = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    keys = {"task": task, "one": number % 2**31}
    with autocommit as connection:
        connection.execute(text("SET lock_timeout = 0; SET statement_timeout = 0"))
        connection.execute(text(f"SELECT {lock}(hashtext(:task), :one)"), keys)
        try:
            yield connection
        finally:
            # The pool would hand the connection on with lock and settings.
            connection.invalidate()

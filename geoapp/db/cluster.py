"""Use the private PostgreSQL + PostGIS cluster: start it where nobody has, join it otherwise."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import psycopg
from psycopg import sql
from sqlalchemy import URL

from geoapp.db.cluster_folder import APP, OWNER, SUPERUSER, ClusterFolder
from geoapp.db.creation import programs_for
from geoapp.db.locks import FileLock, is_held
from geoapp.db.programs import Programs
from geoapp.domain.errors import DatabaseUnavailable
from geoapp.domain.messages import Message, message
from geoapp.settings import Settings

T = TypeVar("T")

EXTENSIONS = ("postgis", "btree_gist", "pg_trgm")
# Making the files on a slow disk and replaying the log after a crash take their time.
START_WITHIN_S = 120
WAKE_WITHIN_S = 5
# The system allows 107 bytes for a socket's address, and the socket's own name takes 14.
LONGEST_RUN_DIR = 85


def attach(settings: Settings) -> "Cluster":
    """Join the cluster of the data folder; it runs until the last who joined has gone.

    Raises `DatabaseUnavailable` with what to do.
    """
    if len(str(settings.run_dir)) > LONGEST_RUN_DIR:
        raise DatabaseUnavailable(
            message(
                "The folder for the database's socket has too long a name: {folder}. "
                "Set GEOAPP_RUN_DIR to a shorter one.",
                folder=str(settings.run_dir),
            )
        )
    folder = ClusterFolder(settings.data_dir / "cluster")
    cluster = Cluster(folder, settings.run_dir, settings.durable, _join(folder))
    try:
        cluster.wake(START_WITHIN_S)
    except BaseException:
        cluster.close()
        raise
    return cluster


def _join(folder: ClusterFolder) -> FileLock:
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        users = FileLock(folder.users_lock)
    except PermissionError as problem:
        raise DatabaseUnavailable(
            message("The data folder cannot be used: {reason}", reason=str(problem))
        ) from problem
    # A keeper that is just stopping the server holds it for a moment.
    if not users.wait(START_WITHIN_S, shared=True):
        raise DatabaseUnavailable(message("The database is stopping and does not end."))
    return users


@dataclass
class Cluster:
    """A place among the users of the private cluster; children made by fork share it."""

    folder: ClusterFolder
    run_dir: Path
    durable: bool
    users: FileLock
    _waking: threading.Lock = field(default_factory=threading.Lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave; the last one to leave lets the keeper stop the server."""
        self.users.close()

    @property
    def programs(self) -> Programs:
        return programs_for(self.folder)

    @property
    def socket_folder(self) -> str:
        """Where the running server listens: as its keeper was told, not always as we were."""
        state: dict[str, str] = json.loads(self.folder.state.read_text(encoding="utf-8"))
        return state["run_dir"]

    def url(self, database: str, role: str = APP) -> str:
        """Return the SQLAlchemy address of a database, with the role's password."""
        return URL.create(
            "postgresql+psycopg",
            username=role,
            password=self.folder.passwords()[role],
            database=database,
            query={"host": self.socket_folder},
        ).render_as_string(hide_password=False)

    def wake(self, seconds: float = WAKE_WITHIN_S) -> None:
        """Make sure that a keeper is at work and the server answers; the wait is bounded."""
        deadline = time.monotonic() + seconds
        if not self._waking.acquire(timeout=seconds):
            raise DatabaseUnavailable(message("The database is starting."))
        try:
            self._start_keeper_if_none()
            while (problem := self._problem()) is not None:
                if time.monotonic() > deadline:
                    raise DatabaseUnavailable(
                        message("The database does not answer: {reason}", reason=str(problem))
                    ) from problem
                time.sleep(0.02)
                self._start_keeper_if_none(already_tried=True)
        finally:
            self._waking.release()

    def connect(self, connect: Callable[[str], T]) -> T:
        """Connect to the server's socket folder; where nobody listens, wake the server first."""
        try:
            return connect(self.socket_folder)
        except (psycopg.OperationalError, FileNotFoundError):
            self.wake()
            return connect(self.socket_folder)

    def admin(self, database: str = "postgres") -> psycopg.Connection[tuple[Any, ...]]:
        """Connect as the superuser, each statement on its own."""
        return psycopg.connect(
            host=self.socket_folder,
            user=SUPERUSER,
            password=self.folder.passwords()[SUPERUSER],
            dbname=database,
            autocommit=True,
            connect_timeout=2,
        )

    def has_database(self, name: str) -> bool:
        with self.admin() as connection:
            found = connection.execute("SELECT FROM pg_database WHERE datname = %s", [name])
            return found.fetchone() is not None

    def create_database(self, name: str, *, template: str | None = None) -> None:
        """Create a database with its extensions, or a copy of one that nobody is using.

        It is made under another name until complete, and once only however many ask; one that
        exists is left alone.
        """
        with self.admin() as connection:
            connection.execute("SELECT pg_advisory_lock(hashtext('create_database'))")
            if not self.has_database(name):
                self._create_database(connection, name, template)

    def _create_database(
        self, connection: psycopg.Connection[tuple[Any, ...]], name: str, template: str | None
    ) -> None:
        draft = sql.Identifier(f"{name}_new")
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(draft))
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
                draft, sql.Identifier(OWNER), sql.Identifier(template or "template0")
            )
        )
        if template is None:
            with self.admin(f"{name}_new") as inside:
                _furnish(inside)
        for statement in (
            "REVOKE ALL ON DATABASE {draft} FROM PUBLIC",
            "GRANT CONNECT, TEMPORARY ON DATABASE {draft} TO {app}",
            "ALTER DATABASE {draft} RENAME TO {name}",
        ):
            connection.execute(
                sql.SQL(statement).format(
                    draft=draft, app=sql.Identifier(APP), name=sql.Identifier(name)
                )
            )

    def drop_database(self, name: str) -> None:
        """Drop a database and close what is still connected to it."""
        with self.admin() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def _problem(self) -> Exception | None:
        """Return why the server cannot be used now, or None."""
        try:
            self.admin().close()
        except (psycopg.OperationalError, FileNotFoundError) as problem:
            return problem
        return None

    def _start_keeper_if_none(self, *, already_tried: bool = False) -> None:
        if is_held(self.folder.keeper_lock):
            return
        if already_tried and self.folder.failure.exists():
            failure = json.loads(self.folder.failure.read_text(encoding="utf-8"))
            raise DatabaseUnavailable(Message(**failure))
        self._start_keeper()

    def _start_keeper(self) -> None:
        """Start a keeper; it gives control back once it, or another, holds the keeper's lock."""
        durable = "durable" if self.durable else "fast"
        with (self.folder.path / "keeper.log").open("ab") as log:
            subprocess.run(
                [sys.executable, "-m", "geoapp.db.keeper", self.folder.path, self.run_dir, durable],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                check=True,
                start_new_session=True,
            )


def _furnish(connection: psycopg.Connection[tuple[Any, ...]]) -> None:
    """Give a new database its extensions, and the schema to the owner's role."""
    for extension in EXTENSIONS:
        connection.execute(sql.SQL("CREATE EXTENSION {}").format(sql.Identifier(extension)))
    owner, app = sql.Identifier(OWNER), sql.Identifier(APP)
    for statement in (
        "ALTER SCHEMA public OWNER TO {owner}",
        "REVOKE ALL ON SCHEMA public FROM PUBLIC",
        "GRANT USAGE ON SCHEMA public TO {app}",
    ):
        connection.execute(sql.SQL(statement).format(owner=owner, app=app))

"""Engines: how long to wait for the database, and which database it is."""

from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Dialect, Engine, create_engine, event

from geoapp.db.as_bytes import offer_bytes
from geoapp.db.cluster import Cluster, attach
from geoapp.db.cluster_folder import APP, OWNER
from geoapp.settings import Settings

CONNECT_WITHIN_S = 3
LIMITS = "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
# Each parallel worker starts PROJ anew: a tile took 41 ms instead of 5.
ALONE = " -c max_parallel_workers_per_gather=0"
# Taken only where temporary tables fill them: those of a large upload's places are read often.
OWN_TABLES = " -c temp_buffers=64MB"
# What marks 20,000 projects once and groups them four times would be written to disk with less.
OWN_MEMORY = " -c work_mem=16MB"
# A request that finds every connection taken gives up rather than queue for ever.
WAIT_FOR_CONNECTION_S = 5


def open_engine(url: str, cluster: Cluster | None = None, *, patient: bool = False) -> Engine:
    """Open an engine whose waits are all bounded; `patient` lets statements take any time.

    With a private cluster, a connection that finds no server wakes it first.
    """
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=8,
        max_overflow=4,
        pool_timeout=WAIT_FOR_CONNECTION_S,
        connect_args={
            "connect_timeout": CONNECT_WITHIN_S,
            "options": "" if patient else LIMITS + ALONE + OWN_TABLES + OWN_MEMORY,
            # A machine that vanished is noticed within half a minute.
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
        },
    )
    offer_bytes(engine)
    if cluster is not None:
        event.listen(engine, "do_connect", _waking(cluster))
    return engine


def _waking(cluster: Cluster) -> Callable[[Dialect, Any, list[Any], dict[str, Any]], Any]:
    def connect(dialect: Dialect, _: Any, given: list[Any], named: dict[str, Any]) -> Any:
        return cluster.connect(lambda host: dialect.connect(*given, **named | {"host": host}))

    return connect


@dataclass(frozen=True)
class Database:
    """The service's database: one engine for the service, one for whoever owns the schema."""

    app_engine: Engine
    owner_engine: Engine
    cluster: Cluster | None = None

    @property
    def app_role(self) -> str | None:
        """The role to which migrations grant rights, None where the service owns the schema."""
        app, owner = self.app_engine.url.username, self.owner_engine.url.username
        return None if app == owner else app

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection and leave the private cluster."""
        self.app_engine.dispose()
        self.owner_engine.dispose()
        if self.cluster is not None:
            self.cluster.close()


def open_database(settings: Settings) -> Database:
    """Open the database of DATABASE_URL, else one of the private cluster, made when missing."""
    if settings.database_url:
        owner_url = settings.owner_database_url or settings.database_url
        return Database(
            open_engine(_with_driver(settings.database_url)),
            open_engine(_with_driver(owner_url), patient=True),
        )
    cluster = attach(settings)
    cluster.create_database(settings.database)
    return cluster_database(cluster, settings.database)


def cluster_database(cluster: Cluster, name: str) -> Database:
    """Open a database of a cluster one has joined already."""
    return Database(
        open_engine(cluster.url(name, APP), cluster),
        open_engine(cluster.url(name, OWNER), cluster, patient=True),
        cluster,
    )


def _with_driver(url: str) -> str:
    """Accept the usual `postgres://…` and `postgresql://…` for the driver we use."""
    scheme, _, rest = url.partition("://")
    known = {"postgres", "postgresql"}
    return f"postgresql+psycopg://{rest}" if scheme in known else url

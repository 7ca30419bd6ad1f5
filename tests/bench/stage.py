"""The databases that are measured, in a private cluster of the bench's own."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.db.cluster import Cluster, attach
from geoapp.db.engine import Database, cluster_database
from geoapp.db.migrate import upgrade
from geoapp.models import Project
from geoapp.services.sample import load_sample
from geoapp.services.synthetic import make_sample, settle
from geoapp.settings import Settings

VERSIONS = """
SELECT current_setting('server_version'), default_version
FROM pg_available_extensions WHERE name = 'postgis'"""
REAL = 127
SEED = 2026


@dataclass(frozen=True)
class Stage:
    """A cluster that runs as long as the bench, and the data folder it lies in."""

    settings: Settings
    cluster: Cluster

    def name(self, size: int) -> str:
        return f"bench_{size}"

    def settings_for(self, size: int) -> Settings:
        return replace(self.settings, database=self.name(size))

    @contextmanager
    def database(self, size: int) -> Iterator[Database]:
        """A database with `size` projects, made when it is missing: the real ones, or synthetic."""
        self.cluster.create_database(self.name(size))
        database = cluster_database(self.cluster, self.name(size))
        upgrade(database.owner_engine, database.app_role)
        _fill(database, size)
        try:
            yield database
        finally:
            database.app_engine.dispose()
            database.owner_engine.dispose()

    @contextmanager
    def copy(self, size: int) -> Iterator[tuple[Settings, Database]]:
        """A copy of that database to write to, with settings that name it."""
        with self.database(size):
            pass
        name = f"{self.name(size)}_copy"
        self.cluster.drop_database(name)
        self.cluster.create_database(name, template=self.name(size))
        database = cluster_database(self.cluster, name)
        settle(database.owner_engine)
        try:
            yield replace(self.settings, database=name), database
        finally:
            database.app_engine.dispose()
            database.owner_engine.dispose()
            self.cluster.drop_database(name)

    def clear_tiles(self) -> None:
        """Forget every kept tile."""
        shutil.rmtree(self.settings.tile_cache_dir, ignore_errors=True)

    def server(self) -> str:
        with self.cluster.admin() as connection:
            row = connection.execute(VERSIONS).fetchone()
        return f"PostgreSQL {row[0].split()[0]}, PostGIS {row[1]}"


def _fill(database: Database, size: int) -> None:
    with Session(database.owner_engine) as session:
        if session.scalar(select(func.count()).select_from(Project)) == size:
            return
        if size == REAL:
            load_sample(session)
        else:
            make_sample(session, projects=size, seed=SEED)
    settle(database.owner_engine)


@contextmanager
def open_stage() -> Iterator[Stage]:
    """Start the cluster; GEOAPP_BENCH_DIR keeps its data for the next run."""
    kept = os.environ.get("GEOAPP_BENCH_DIR")
    folder = Path(kept or tempfile.mkdtemp(prefix="geoapp-bench-", dir="/var/tmp"))
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    settings = Settings.from_env({"GEOAPP_DATA_DIR": str(folder)})
    try:
        with attach(settings) as cluster:
            yield Stage(settings, cluster)
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)
            shutil.rmtree(settings.run_dir, ignore_errors=True)

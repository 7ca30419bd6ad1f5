"""The worker: Procrastinate over the service's own PostgreSQL, no broker beside it."""

import time
from datetime import datetime

import procrastinate
from procrastinate.exceptions import ConnectorException
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from geoapp.db.engine import Database
from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import message
from geoapp.jobs.backups import make_due_backup
from geoapp.jobs.packs import add_pack_jobs, take_up_packs
from geoapp.jobs.reminders import add_reminder_jobs
from geoapp.jobs.tile_cache import prune_tile_cache
from geoapp.jobs.uploads import add_upload_jobs, take_up
from geoapp.queries.workers import has_worker
from geoapp.settings import Settings

TRY_AGAIN_AFTER_S = 5
# Minutes past each hour, in cron's words.
BACKUP_AT, PRUNE_AT = "5 * * * *", "35 * * * *"


class NoWorker(GeoappError):
    """Jobs are queued and nobody runs them."""


def run_worker(settings: Settings, database: Database) -> None:
    """Run jobs until told to stop; a database that goes away is waited for."""
    while True:
        try:
            take_up(database.app_engine)
            take_up_packs(database.app_engine)
            build_worker(settings, database).run_worker(delete_jobs="successful")
        except (ConnectorException, OperationalError, OSError):
            time.sleep(TRY_AGAIN_AFTER_S)
            if database.cluster is not None:
                database.cluster.wake()
        else:
            return


def check_worker(engine: Engine) -> None:
    """Raise `NoWorker` unless a worker has lately renewed its entry in the database."""
    with Session(engine) as session:
        if not has_worker(session):
            raise NoWorker(message("No worker is at work."))


def build_worker(settings: Settings, database: Database) -> procrastinate.App:
    """Put the jobs together; each gets what it needs from here and reads no globals."""
    url = database.app_engine.url.set(drivername="postgresql")
    app = procrastinate.App(
        connector=procrastinate.PsycopgConnector(conninfo=url.render_as_string(hide_password=False))
    )

    @app.periodic(cron=BACKUP_AT)
    @app.task(name="make-due-backup", queueing_lock="make-due-backup")
    def backup(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        make_due_backup(settings, database, datetime.now(settings.time_zone))

    @app.periodic(cron=PRUNE_AT)
    @app.task(name="prune-tile-cache", queueing_lock="prune-tile-cache")
    def prune(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        prune_tile_cache(settings.tile_cache_dir, settings.tile_cache_mb * 1_000_000)

    add_upload_jobs(app, settings, database.app_engine)
    add_pack_jobs(app, settings, database.app_engine)
    add_reminder_jobs(app, settings, database.app_engine)
    return app

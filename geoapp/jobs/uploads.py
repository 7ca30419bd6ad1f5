"""Uploads in the worker: brought forward when asked, taken up again after a crash."""

from datetime import datetime

import procrastinate
from sqlalchemy import Engine

from geoapp.domain.uploads import WORKING
from geoapp.jobs.left_lying import take_up_left
from geoapp.services.upload_pruning import prune_uploads
from geoapp.services.upload_stages import advance
from geoapp.services.uploads import ADVANCE
from geoapp.services.workshop import open_workshop
from geoapp.settings import Settings

EVERY_MINUTE, PRUNE_AT = "* * * * *", "50 * * * *"


def add_upload_jobs(app: procrastinate.App, settings: Settings, engine: Engine) -> None:
    """Add the jobs to the worker's, and take up what an earlier worker left lying."""

    @app.task(name=ADVANCE)
    def run(upload_id: int) -> None:
        advance(open_workshop(settings, engine), upload_id)

    @app.periodic(cron=EVERY_MINUTE)
    @app.task(name="take-up-uploads", queueing_lock="take-up-uploads")
    def look(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        take_up(engine)

    @app.periodic(cron=PRUNE_AT)
    @app.task(name="prune-uploads", queueing_lock="prune-uploads")
    def prune(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        shop = open_workshop(settings, engine)
        now = datetime.now(settings.time_zone)
        prune_uploads(shop, now, rows_days=settings.upload_rows_days, days=settings.upload_days)


def take_up(engine: Engine) -> int:
    """Queue the uploads that nobody works on though somebody should; return how many."""
    return take_up_left(engine, "upload", ADVANCE, WORKING)

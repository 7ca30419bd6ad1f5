"""Reminders in the worker: looked at every hour, sent from the office's hour on."""

from datetime import datetime
from typing import Final

import procrastinate
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geoapp.services.photos import prune_photos
from geoapp.services.reminders import send_reminders
from geoapp.settings import Settings

EVERY_HOUR: Final = "10 * * * *"
PRUNE_AT: Final = "40 * * * *"


def add_reminder_jobs(app: procrastinate.App, settings: Settings, engine: Engine) -> None:
    """Add the jobs to the worker's."""

    @app.periodic(cron=EVERY_HOUR)
    @app.task(name="remind", queueing_lock="remind")
    def remind(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        remind_if_due(settings, engine, datetime.now(settings.time_zone))

    @app.periodic(cron=PRUNE_AT)
    @app.task(name="prune-photos", queueing_lock="prune-photos")
    def prune(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        with Session(engine) as session:
            prune_photos(session, settings.files_dir)


def remind_if_due(settings: Settings, engine: Engine, now: datetime) -> int:
    """Send what is due, once the office's hour has come; return to how many."""
    if now.hour < settings.remind_hour:
        return 0
    return send_reminders(settings, engine, settings.today or now.date())

"""Packs in the worker: made when asked for, taken up again after a crash, removed in time."""

from datetime import datetime
from typing import Final

import procrastinate
from sqlalchemy import Engine

from geoapp.domain.packs import WORKING
from geoapp.jobs.left_lying import take_up_left
from geoapp.services.pack_pruning import prune_packs
from geoapp.services.pack_room import open_pack_room
from geoapp.services.pack_schedule import make_due_pack, scheduled_pairs
from geoapp.services.packs import MAKE
from geoapp.settings import Settings

EVERY_MINUTE: Final = "* * * * *"
PRUNE_AT: Final = "20 * * * *"
SCHEDULE_AT: Final = "*/10 * * * *"


def add_pack_jobs(app: procrastinate.App, settings: Settings, engine: Engine) -> None:
    """Add the jobs to the worker's; raises `BadParameter` for a schedule that asks amiss."""
    scheduled_pairs(settings)

    @app.task(name=MAKE)
    def make(pack_id: int) -> None:
        # All that writes files takes a third of the memory that a large upload may have.
        from geoapp.services.pack_making import advance_pack

        advance_pack(open_pack_room(settings, engine), pack_id)

    @app.periodic(cron=EVERY_MINUTE)
    @app.task(name="take-up-packs", queueing_lock="take-up-packs")
    def look(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        take_up_packs(engine)

    @app.periodic(cron=SCHEDULE_AT)
    @app.task(name="make-due-pack", queueing_lock="make-due-pack")
    def schedule(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        make_due_pack(engine, settings, datetime.now(settings.time_zone))

    @app.periodic(cron=PRUNE_AT)
    @app.task(name="prune-packs", queueing_lock="prune-packs")
    def prune(timestamp: int) -> None:  # noqa: ARG001 - the time the job was due
        prune_packs(engine, settings.packs_dir, datetime.now(settings.time_zone))


def take_up_packs(engine: Engine) -> int:
    """Queue the packs that nobody works on though somebody should; return how many."""
    return take_up_left(engine, "pack", MAKE, WORKING)

"""Uploads in the worker: brought forward when asked, taken up again after a crash."""

from datetime import datetime

import procrastinate
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from geoapp.domain.uploads import WORKING
from geoapp.services.queue import enqueue
from geoapp.services.upload_pruning import prune_uploads
from geoapp.services.upload_stages import advance
from geoapp.services.uploads import ADVANCE
from geoapp.services.workshop import open_workshop
from geoapp.settings import Settings

EVERY_MINUTE, PRUNE_AT = "* * * * *", "50 * * * *"
# Nobody holds the lock of such an upload and no job waits for it: whoever had it is gone.
LEFT_LYING = text("""
SELECT u.id FROM upload u WHERE u.state = ANY(:working)
  AND NOT EXISTS (SELECT FROM procrastinate_jobs j WHERE j.task_name = :task
    AND j.status = 'todo' AND CAST(j.args ->> 'upload_id' AS bigint) = u.id)
  AND pg_try_advisory_xact_lock(hashtext('advance-upload'), CAST(u.id % 2147483648 AS integer))""")
# Jobs of workers that are gone stay marked as being done.
ABANDONED = text("""
DELETE FROM procrastinate_jobs
WHERE task_name = :task AND status = 'doing' AND worker_id IS NULL""")


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
    given = {"task": ADVANCE}
    with Session(engine) as session:
        session.execute(ABANDONED, given)
        found = session.scalars(LEFT_LYING, given | {"working": list(WORKING)}).all()
        for upload_id in found:
            enqueue(session, ADVANCE, upload_id=upload_id)
        session.commit()
    return len(found)

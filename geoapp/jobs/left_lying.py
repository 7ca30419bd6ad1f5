"""Work that a worker left lying when it died: found by its lock, which ends with its connection."""

from typing import Final

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from geoapp.services.queue import enqueue

# Jobs of workers that are gone stay marked as being done.
ABANDONED: Final = text("""
DELETE FROM procrastinate_jobs
WHERE task_name = :task AND status = 'doing' AND worker_id IS NULL""")
# Nobody holds the lock of such a row and no job waits for it: whoever had it is gone.
FIND: Final = """
SELECT one.id FROM {table} one WHERE one.state = ANY(:working)
  AND NOT EXISTS (SELECT FROM procrastinate_jobs j WHERE j.task_name = :task
    AND j.status = 'todo' AND CAST(j.args ->> :argument AS bigint) = one.id)
  AND pg_try_advisory_xact_lock(hashtext(:task), CAST(one.id % 2147483648 AS integer))"""


def take_up_left(engine: Engine, table: str, task: str, working: tuple[str, ...]) -> int:
    """Queue the rows of `table` that nobody works on though somebody should; return how many."""
    argument = f"{table}_id"
    given = {"task": task, "working": list(working), "argument": argument}
    with Session(engine) as session:
        session.execute(ABANDONED, {"task": task})
        found = session.scalars(text(FIND.format(table=table)), given).all()
        for number in found:
            enqueue(session, task, **{argument: number})
        session.commit()
    return len(found)

"""Whether somebody is there to run what is queued."""

from sqlalchemy import text
from sqlalchemy.orm import Session

LATELY_SEEN = text(
    "SELECT bool_or(last_heartbeat > now() - interval '1 minute') FROM procrastinate_workers"
)


def has_worker(session: Session) -> bool:
    """Tell whether a worker has lately renewed its entry in the database."""
    return bool(session.scalar(LATELY_SEEN))

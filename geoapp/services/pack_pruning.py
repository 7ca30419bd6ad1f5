"""Tidying up after packs: what can be fetched no more is removed."""

import shutil
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Engine, Select, delete, func, select, update
from sqlalchemy.orm import Session

from geoapp.domain.packs import WORKING
from geoapp.models import Pack

# Of one person, or of all who are not signed in; schedules are not counted.
MOST_KEPT: Final = 30
# How long the page still tells that there was a pack.
TOLD: Final = timedelta(days=90)
FRESH_S: Final = 3_600


def prune_packs(engine: Engine, folder: Path, now: datetime) -> None:
    """Let packs expire whose time is over or that are too many, and remove their files."""
    with Session(engine) as session:
        session.execute(
            update(Pack)
            .where(Pack.state == "done", (Pack.expires_at <= now) | Pack.id.in_(_too_many()))
            .values(state="expired")
        )
        session.execute(
            delete(Pack).where(Pack.state.not_in((*WORKING, "done")), Pack.ended_at < now - TOLD)
        )
        kept = {str(key) for key in session.scalars(select(Pack.id).where(Pack.state == "done"))}
        made = {str(key) for key in session.scalars(select(Pack.id).where(Pack.state.in_(WORKING)))}
        session.commit()
    for path in folder.glob("*"):
        if path.name.partition(".")[0] not in (made if path.is_dir() else kept | made):
            _remove(path)


def _too_many() -> Select[int]:
    """Return the numbers of packs that are older than the latest of their owner."""
    place = func.row_number().over(partition_by=Pack.owner, order_by=Pack.id.desc())
    ready = (
        select(Pack.id, place.label("place"))
        .where(Pack.state == "done", Pack.scheduled_for.is_(None))
        .subquery()
    )
    return select(ready.c.id).where(ready.c.place > MOST_KEPT)


def _remove(path: Path) -> None:
    """Remove a file or folder that nobody is writing; one that is gone already does no harm."""
    with suppress(FileNotFoundError):
        if path.is_dir():
            shutil.rmtree(path)
        elif time.time() - path.stat().st_mtime > FRESH_S or path.suffix == ".zip":
            path.unlink()

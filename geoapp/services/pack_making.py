"""Making a pack: unit by unit, file by file, so that whoever takes it up goes on where it lies.

Several workers may be at one pack: each takes units that no other has, by a lock of the database
that ends with the connection, and the last lays the archive. Each works for a few seconds and
queues the rest, so that packs, uploads and other packs take turns.
"""

import errno
import shutil
import time
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, func, update
from sqlalchemy.orm import Session

from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import Message, message
from geoapp.domain.packs import WORKING
from geoapp.models import Pack
from geoapp.services.pack_archive import write_pack_archive
from geoapp.services.pack_room import PackRoom
from geoapp.services.pack_units import count_made, make_unit, record_path
from geoapp.services.packs import MAKE
from geoapp.services.queue import enqueue
from geoapp.services.workshop import helped, taken

SLICE_S: Final = 4.0
# The part of the work that comes after all units.
ARCHIVE: Final = -1
MOST_ATTEMPTS: Final = 3
GAVE_UP: Final = message(
    "Making it broke off several times. An administrator finds the reason in the log."
)
NO_ROOM: Final = message("There is not enough room on the service's disk.")


class Stopped(Exception):
    """Somebody stopped the pack meanwhile."""


def advance_pack(room: PackRoom, pack_id: int) -> None:
    """Make files until a slice of time is over, and queue what is left."""
    with helped(room.engine, pack_id, MAKE) as locks:
        until = time.monotonic() + SLICE_S
        while _next(room, pack_id, locks):
            if time.monotonic() > until:
                _queue(room, pack_id)
                return


def _next(room: PackRoom, pack_id: int, locks: Connection) -> bool:
    """Make the files of the next unit, or the archive; tell whether anything is left to do."""
    with Session(room.engine, expire_on_commit=False) as session:
        pack = _begin(session, pack_id)
    if pack is None:
        shutil.rmtree(room.work_dir(pack_id), ignore_errors=True)
        return False
    if pack.attempts > MOST_ATTEMPTS:
        return _fail(room, pack, GAVE_UP)
    try:
        return _make(room, pack, locks)
    except Stopped:
        return True
    except GeoappError as error:
        return _fail(room, pack, error.detail)
    except OSError as error:
        if not _change(room, pack):
            # Somebody ended it meanwhile, and the files went while we wrote one.
            return True
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        return _fail(room, pack, NO_ROOM)


def _begin(session: Session, pack_id: int) -> Pack | None:
    """Count the attempt; None where the pack is not to be made any more."""
    pack = session.get(Pack, pack_id, with_for_update=True)
    if pack is None or pack.state not in WORKING:
        return None
    pack.state = "making"
    pack.attempts += 1
    session.commit()
    session.refresh(pack)
    return pack


def _make(room: PackRoom, pack: Pack, locks: Connection) -> bool:
    left = [one for one in range(len(pack.units)) if not record_path(room, pack, one).exists()]
    work = f"{MAKE}-{pack.id}"
    for number in left:
        with taken(locks, number, work) as mine:
            # Another may have made it since we looked.
            if mine and not record_path(room, pack, number).exists():
                make_unit(room, pack, number, lambda: _note(room, pack))
                return True
    # Whoever is at a unit that is left makes what comes after it.
    if not left:
        with taken(locks, ARCHIVE, work) as mine:
            if mine and _change(room, pack):
                _finish(room, pack)
    return False


def _note(room: PackRoom, pack: Pack) -> None:
    """Tell how many files are made; raises `Stopped` where they are wanted no more."""
    done = func.greatest(Pack.done, count_made(room, pack))
    if not _change(room, pack, done=done, attempts=0):
        raise Stopped


def _finish(room: PackRoom, pack: Pack) -> None:
    size = write_pack_archive(room, pack)
    days = timedelta(days=room.settings.pack_days)
    _change(
        room,
        pack,
        state="done",
        done=pack.total,
        file_bytes=size,
        ended_at=func.now(),
        expires_at=datetime.now(UTC) + days,
    )
    shutil.rmtree(room.work_dir(pack.id), ignore_errors=True)


def _fail(room: PackRoom, pack: Pack, why: Message) -> bool:
    problem = {"text": why.text, "values": {name: str(one) for name, one in why.values.items()}}
    _change(room, pack, state="failed", problem=problem, ended_at=func.now())
    shutil.rmtree(room.work_dir(pack.id), ignore_errors=True)
    return False


def _change(room: PackRoom, pack: Pack, **values: Any) -> bool:
    """Write to a pack that is still being made, if anything; tell whether it was."""
    with Session(room.engine) as session:
        statement = update(Pack).where(Pack.id == pack.id, Pack.state == "making")
        statement = statement.values(**values or {"state": "making"})
        found = session.execute(statement.returning(Pack.id)).first()
        session.commit()
    return found is not None


def _queue(room: PackRoom, pack_id: int) -> None:
    with Session(room.engine) as session:
        enqueue(session, MAKE, pack_id=pack_id)
        session.commit()

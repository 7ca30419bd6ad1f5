"""What people do with packs: ask for one, stop one; each act is one transaction with its job."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from geoapp.domain.errors import Busy, Conflict
from geoapp.domain.messages import Message, message, say
from geoapp.domain.packs import STATE_WORDS, WORKING, audience_for, may_stop_pack
from geoapp.domain.rights import NOBODY, Viewer, require
from geoapp.models import Pack
from geoapp.queries.areas import Unit
from geoapp.queries.packs import get_pack
from geoapp.services.pack_orders import PackOrder, find_pack_units
from geoapp.services.queue import enqueue

MAKE: Final = "make-pack"
# Of one person, or of all who are not signed in, at the same time.
MOST_OPEN: Final = 5
# So many workers are asked to make one pack together.
HANDS: Final = 2
LEVEL_WORDS: Final = {
    "province": message("provinces"),
    "district": message("districts"),
    "commune": message("communes and wards"),
}


@dataclass(frozen=True)
class Asking:
    """Who asks for a pack and when; `root_url` is where the service answers, if known."""

    viewer: Viewer
    today: date
    root_url: str = ""
    scheduled_for: date | None = None


def order_pack(session: Session, order: PackOrder, asking: Asking) -> Pack:
    """Note a pack and queue its making; raises `Busy` where too many are open already."""
    units = find_pack_units(session, order, asking.today)
    owner = asking.viewer.name
    if asking.scheduled_for is None:
        _refuse_too_many(session, owner)
    pack = Pack(
        key=secrets.token_urlsafe(15),
        owner=owner,
        audience=audience_for(asking.viewer),
        title=say(_title(units), order.lang),
        lang=order.lang,
        asked=[list(pair) for pair in order.pairs],
        units=[str(unit.ref) for unit in units],
        formats=list(order.formats),
        asked_on=asking.today,
        root_url=asking.root_url,
        total=len(units) * len(order.formats),
        scheduled_for=asking.scheduled_for,
    )
    session.add(pack)
    session.flush()
    for _ in range(min(HANDS, len(units))):
        enqueue(session, MAKE, pack_id=pack.id)
    session.commit()
    return pack


def stop_pack(session: Session, key: str, viewer: Viewer) -> Pack:
    """End a pack that is being made; its files are removed by the worker."""
    pack = get_pack(session, key, viewer)
    require(may_stop_pack(viewer, owner=pack.owner), viewer, "stop-pack", key[:40])
    session.refresh(pack, with_for_update=True)
    if pack.state not in WORKING:
        raise Conflict(message("The pack is {state} already.", state=STATE_WORDS[pack.state]))
    pack.state = "cancelled"
    pack.ended_at = func.now()
    enqueue(session, MAKE, pack_id=pack.id)
    session.commit()
    return pack


def viewer_of(pack: Pack) -> Viewer:
    """Return whose eyes the files of a pack for many are made with: published projects alone."""
    return NOBODY if pack.audience == "everybody" else Viewer(pack.owner, frozenset({"viewer"}))


def _refuse_too_many(session: Session, owner: str) -> None:
    opened = select(func.count()).where(Pack.owner == owner, Pack.state.in_(WORKING))
    if (session.scalar(opened) or 0) >= MOST_OPEN:
        raise Busy(message("{count} packs are being made already. Wait for one to be ready, or "
                           "stop one.", count=MOST_OPEN))  # fmt: skip


def _title(units: list[Unit]) -> Message:
    """Return what the pack is called: its only unit, or how many there are of which level."""
    if len(units) == 1:
        return message("Files of {area}", area=units[0].name)
    levels = {unit.level for unit in units}
    kind = LEVEL_WORDS[levels.pop()] if len(levels) == 1 else message("areas")
    return message("Files of {area}", area=message("{count} {kind}", count=len(units), kind=kind))

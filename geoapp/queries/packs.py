"""Packs as those who may fetch them see them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message
from geoapp.domain.packs import may_see_pack
from geoapp.domain.rights import Hidden, Viewer
from geoapp.models import Pack

MOST_LISTED: Final = 30


def get_pack(session: Session, key: str, viewer: Viewer) -> Pack:
    """Return the pack of this address; raises `NotFound`, also where it is not for the viewer."""
    pack = session.scalar(
        select(Pack).where(Pack.key == key.replace("\x00", "")),
        execution_options={"populate_existing": True},
    )
    said = message("There is no pack at this address.")
    if pack is None:
        raise NotFound(said)
    verdict = may_see_pack(viewer, audience=pack.audience, owner=pack.owner)
    if verdict.refused:
        raise Hidden(said, verdict.refused, "see-pack", key[:40])
    return pack


def find_packs(session: Session, viewer: Viewer) -> Sequence[Pack]:
    """Return the packs made by schedule and the viewer's own, the latest first."""
    statement = select(Pack).where(_listed(viewer)).order_by(Pack.id.desc()).limit(MOST_LISTED)
    return session.scalars(statement).all()


def _listed(viewer: Viewer) -> ColumnElement[bool]:
    scheduled = and_(Pack.scheduled_for.is_not(None), Pack.audience == "everybody")
    return or_(scheduled, Pack.owner == viewer.name) if viewer.signed_in else scheduled


def is_over(pack: Pack, now: datetime) -> bool:
    """Tell whether the pack was ready and can be fetched no more."""
    return pack.state == "expired" or (
        pack.state == "done" and pack.expires_at is not None and pack.expires_at <= now
    )

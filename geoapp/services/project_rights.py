"""Projects held to rights while they are written: theirs before, and theirs after."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from sqlalchemy import ARRAY, BigInteger, any_, literal, select, true
from sqlalchemy.orm import Session

from geoapp.domain.rights import Refused, Viewer
from geoapp.models import Project
from geoapp.queries.rights import theirs


@contextmanager
def held_to_rights(
    session: Session, viewer: Viewer, what: str, ids: Collection[int], thing: str = ""
) -> Iterator[None]:
    """Let the block change the projects `ids` where agency and area stay the viewer's.

    Raises `Refused` before the block, or after it, when nothing of it may be committed. What the
    viewer's roles allow is asked apart. The trace names `thing`, or the project that is not theirs.
    """
    _check(session, viewer, what, ids, thing)
    yield
    session.flush()
    _check(session, viewer, what, ids, thing)


def _check(session: Session, viewer: Viewer, what: str, ids: Collection[int], thing: str) -> None:
    if not viewer.limited:
        return
    p = Project.__table__
    foreign = session.execute(
        select(p.c.code, p.c.lead_agency_id)
        .where(
            p.c.id == any_(literal(sorted(ids), ARRAY(BigInteger))),
            theirs(viewer, p).is_not(true()),
        )
        .order_by(p.c.code)
        .limit(1)
    ).first()
    if foreign is not None:
        ours = viewer.agency_ids is None or foreign.lead_agency_id in viewer.agency_ids
        raise Refused("area" if ours else "agency", what, thing or foreign.code)

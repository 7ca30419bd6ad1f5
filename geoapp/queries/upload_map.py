"""Where an upload's rows lie before and after, and where their faults are, as GeoJSON features."""

from typing import Any

import orjson
from sqlalchemy import Select, case, func, or_, select
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.models import Project, ProjectHistory, UploadIssue, UploadRow
from geoapp.queries.rights import visible
from geoapp.queries.upload_rows import count_rows

DIGITS = 6
MOVING = (UploadRow.moves, UploadRow.outcome.in_(("added", "changed")))
FAULTY = (UploadIssue.lon.is_not(None), UploadIssue.lat.is_not(None))


def find_moves(
    session: Session, upload_id: int, viewer: Viewer, *, code: str | None, limit: int
) -> tuple[list[dict[str, Any]], int]:
    """Return old and new geometries, what moves farthest first, and how many rows there are.

    A row's features have its number and the role `old` or `new`; geometries are in EPSG:4326.
    Where a draft lies that the viewer may not see is not told.
    """
    conditions = (*MOVING, *((UploadRow.code == code,) if code else ()))
    rows = session.execute(_select_moves(upload_id, viewer, conditions, limit)).all()
    features = [
        feature
        for row in rows
        for role, text in (("old", row.old), ("new", row.new))
        if text is not None
        for feature in (_feature(row, role, text),)
    ]
    return features, count_rows(session, upload_id, *conditions)


def has_places(session: Session, upload_id: int) -> bool:
    """Tell whether there is anything for a map: a row that moves, or a fault with its place."""
    moves = select(UploadRow.id).where(UploadRow.upload_id == upload_id, *MOVING)
    faults = select(UploadIssue.id).where(UploadIssue.upload_id == upload_id, *FAULTY)
    return bool(session.scalar(select(or_(moves.exists(), faults.exists()))))


def find_faults(session: Session, upload_id: int, *, limit: int) -> list[dict[str, Any]]:
    """Return the places of faults with the row they are in and their message, not yet said."""
    statement = (
        select(UploadIssue)
        .where(UploadIssue.upload_id == upload_id, *FAULTY)
        .order_by(UploadIssue.severity, UploadIssue.id)
        .limit(limit)
    )
    return [
        {
            "type": "Feature",
            "properties": {"role": "fault", "row": one.row, "code": one.project, "said": one},
            "geometry": {"type": "Point", "coordinates": [one.lon, one.lat]},
        }
        for one in session.scalars(statement)
    ]


def _select_moves(
    upload_id: int, viewer: Viewer, conditions: tuple[Any, ...], limit: int
) -> Select[Any]:
    u, p, h = UploadRow, Project.__table__.alias("p"), ProjectHistory.__table__.alias("h")
    some = (
        select(u.id)
        .where(u.upload_id == upload_id, *conditions)
        .order_by(u.moved_m.desc().nulls_last(), u.row)
        .limit(limit)
    )
    before = case((h.c.id.is_(None), p.c.geometry), else_=h.c.geometry)
    was = case((u.outcome == "changed", before))
    return (
        select(
            u.row,
            u.code,
            u.outcome,
            u.moved_m,
            func.coalesce(u.values["name"].astext, p.c.name).label("name"),
            func.ST_AsGeoJSON(u.geometry, DIGITS).label("new"),
            func.ST_AsGeoJSON(was, DIGITS).label("old"),
        )
        .select_from(u)
        .outerjoin(p, (p.c.code == u.code) & visible(viewer, p))
        .outerjoin(
            h,
            (h.c.id == p.c.id)
            & (h.c.revision_id == u.seen_revision)
            & (h.c.superseded_by != h.c.revision_id),
        )
        .where(u.id.in_(some))
        .order_by(u.moved_m.desc().nulls_last(), u.row)
    )


def _feature(row: Any, role: str, text: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "role": role,
            "row": row.row,
            "code": row.code,
            "name": row.name,
            "outcome": row.outcome,
            "moved_m": row.moved_m,
        },
        "geometry": orjson.Fragment(text),
    }

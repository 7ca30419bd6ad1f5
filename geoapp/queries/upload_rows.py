"""The rows of an upload, each beside the project it was compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, literal, null, select
from sqlalchemy.orm import Session

from geoapp.domain.differences import BY_NAME, Difference
from geoapp.domain.rights import Viewer
from geoapp.models import Project, ProjectHistory, UploadIssue, UploadRow
from geoapp.queries.known import REPORTED, WRITABLE
from geoapp.queries.rights import visible
from geoapp.queries.upload_issues import issues_by_row

# Of a conflict over a project that may not be seen.
NOTHING_TOLD = func.jsonb_build_object(
    *("revision", null(), "actor", null(), "at", null(), "gone", False),
    *("fields", func.jsonb_build_object()),
)
OUTCOMES = ("added", "changed", "unchanged", "refused", "missing", "left")
# Rows that wait for a person: without a code, changed by somebody else, with a repair offered.
UNMATCHED = (UploadRow.code.is_(None), UploadRow.outcome == "refused")
IN_CONFLICT = (UploadRow.conflict.is_not(None),)
REPAIRABLE = (UploadRow.repair.is_not(None), UploadRow.outcome == "refused")


@dataclass(frozen=True)
class RowView:
    """One row of an upload beside the project it was compared with.

    Geometries are GeoJSON text in EPSG:4326, null where there is none or where it stays.
    """

    row: int | None
    code: str | None
    name: str | None
    outcome: str
    differences: Sequence[Difference]
    moved_m: float | None
    area_percent: float | None
    length_percent: float | None
    old_geometry: str | None
    new_geometry: str | None
    candidates: Sequence[Any]
    repair: Mapping[str, Any] | None
    conflict: Mapping[str, Any] | None
    issues: Sequence[UploadIssue]


def find_rows(
    session: Session,
    upload_id: int,
    viewer: Viewer,
    *conditions: Any,
    outcomes: Sequence[str] = (),
    code: str | None = None,
    limit: int,
    offset: int = 0,
) -> list[RowView]:
    """Return rows in the order of the file, those missing from it at the end."""
    wanted = select(UploadRow.id).where(UploadRow.upload_id == upload_id, *conditions)
    if outcomes:
        wanted = wanted.where(UploadRow.outcome.in_(outcomes))
    if code:
        wanted = wanted.where(UploadRow.code == code)
    order = (UploadRow.row.asc().nulls_last(), UploadRow.code)
    # The page is cut out before each of its rows is looked up beside its project.
    page = wanted.order_by(*order).limit(limit).offset(offset)
    statement = select_rows(upload_id, viewer).where(UploadRow.id.in_(page))
    rows = session.execute(statement.order_by(*order)).all()
    issues = issues_by_row(session, upload_id, [row.row for row in rows])
    return [_row_view(row, issues.get(row.row, [])) for row in rows]


def select_rows(upload_id: int, viewer: Viewer) -> Select[*tuple[Any, ...]]:
    """Select rows with the state they were compared with, whether it still stands or not.

    Nothing is told of drafts that the viewer may not see.
    """
    now, then = Project.__table__.alias("p"), ProjectHistory.__table__.alias("h")
    u = UploadRow

    def seen(name: str) -> Any:
        return case((then.c.id.is_(None), now.c[name]), else_=then.c[name])

    return (
        select(
            u.row,
            u.code,
            u.outcome,
            u.values,
            u.moves,
            u.moved_m,
            u.area_percent,
            u.length_percent,
            u.candidates,
            u.repair,
            case(
                (now.c.id.is_(None) & ~u.conflict["gone"].as_boolean(), NOTHING_TOLD),
                else_=u.conflict,
            ).label("conflict"),
            func.ST_AsGeoJSON(u.geometry, 9).label("new_geometry"),
            func.ST_AsGeoJSON(seen("geometry"), 9).label("old_geometry"),
            func.jsonb_build_object(
                *(part for name in (*WRITABLE, *REPORTED) for part in (literal(name), seen(name)))
            ).label("old"),
        )
        .select_from(u)
        .outerjoin(now, (now.c.code == u.code) & visible(viewer, now))
        .outerjoin(
            then,
            (then.c.id == now.c.id)
            & (then.c.revision_id == u.seen_revision)
            & (then.c.superseded_by != then.c.revision_id),
        )
        .where(u.upload_id == upload_id)
    )


def count_rows(session: Session, upload_id: int, *conditions: Any) -> int:
    """Count the rows of an upload that meet the conditions."""
    counted = select(func.count()).where(UploadRow.upload_id == upload_id, *conditions)
    return session.scalar(counted) or 0


def conflicting_codes(session: Session, upload_id: int) -> list[str]:
    """Return the codes of rows that wait for a decision between two changes."""
    statement = select(UploadRow.code).where(UploadRow.upload_id == upload_id, *IN_CONFLICT)
    return [code for code in session.scalars(statement) if code]


def same_name_matches(session: Session, upload_id: int) -> dict[int, str]:
    """Return the project that each row without a code names exactly, by the row's number.

    Rows that would share a project, and names that several projects have, are left out.
    """
    first, second = UploadRow.candidates[0], UploadRow.candidates[1]
    code = first["code"].astext
    alone = func.coalesce(second["likeness"].as_float(), 0) < 1
    statement = (
        select(func.min(UploadRow.row), code)
        .where(UploadRow.upload_id == upload_id, *UNMATCHED, first["likeness"].as_float() >= 1)
        .where(alone)
        .group_by(code)
        .having(func.count() == 1)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def repairable_rows(session: Session, upload_id: int) -> list[int]:
    """Return the numbers of the rows that have a repair."""
    statement = select(UploadRow.row).where(UploadRow.upload_id == upload_id, *REPAIRABLE)
    return [row for row in session.scalars(statement) if row is not None]


def _row_view(row: Any, issues: Sequence[UploadIssue]) -> RowView:
    old = row.old if row.outcome != "added" else {}
    return RowView(
        row.row,
        row.code,
        row.values.get("name") or old.get("name"),
        row.outcome,
        [
            Difference(BY_NAME[name], old.get(name), row.values[name])
            for name in (*WRITABLE, *REPORTED)
            if name in row.values and row.outcome != "refused"
        ],
        row.moved_m,
        row.area_percent,
        row.length_percent,
        row.old_geometry if row.outcome != "added" else None,
        row.new_geometry if row.moves else None,
        row.candidates or [],
        row.repair,
        row.conflict,
        issues,
    )

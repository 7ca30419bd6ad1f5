"""Storing what a check found, by COPY, and finding the units of rows that bring a place."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import orjson
from msgspec import UNSET
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.ingest.checking import CheckedRow
from geoapp.ingest.issues import Issue
from geoapp.ingest.stored import to_json
from geoapp.models import Upload
from geoapp.services.ties import FOUND, find_tie_sets

ROW_COLUMNS = (
    'upload_id, "row", outcome, code, seen_revision, "values", moves, geometry, moved_m, '
    "area_change_ha, length_change_m, proposals"
)
ISSUE_COLUMNS = 'upload_id, "row", project, field, code, severity, message, expected, lon, lat'
NULL = b"\\N"
# Revisions by which units themselves change.
CHANGES_UNITS = ("import-areas", "load-sample", "make-sample")
# WKB of EPSG:4326 becomes PostGIS's own form: a flag in the type, then the number of the system.
SRID_FLAG, SRID = b"\x20", (4326).to_bytes(4, "little")
# A row that keeps its place keeps its units.
STAGED = """
SELECT u.id, CASE WHEN u.moves THEN u.geometry ELSE p.geometry END AS geometry,
       coalesce(u.values ->> 'position', p.position, 'none') AS position,
       CASE WHEN u.values ? 'accuracy_m' THEN CAST(u.values ->> 'accuracy_m' AS integer)
            ELSE p.accuracy_m END AS accuracy_m,
       coalesce(p.sources, '[]') AS sources, coalesce(p.named_areas, '[]') AS named_areas
FROM upload_row u LEFT JOIN project p ON u.outcome = 'changed' AND p.code = u.code
WHERE u.upload_id = :upload AND (u.outcome = 'added' OR u.outcome = 'changed'
      AND (u.moves OR u.values ?| ARRAY['position', 'accuracy_m']))"""
TIES = f"""
INSERT INTO upload_tie (upload_id, row_id, tie_set_id)
SELECT :upload, found.id, found.tie_set_id FROM ({FOUND}) AS found"""  # noqa: S608 - constants


def forget_rows(session: Session, upload_id: int) -> None:
    """Delete all that an earlier check stored."""
    for table in ("upload_tie", "upload_row", "upload_issue"):
        session.execute(
            text(f"DELETE FROM {table} WHERE upload_id = :upload"),  # noqa: S608 - names above
            {"upload": upload_id},
        )


def store_rows(session: Session, upload_id: int, rows: Iterable[CheckedRow]) -> None:
    """Store rows as they were checked."""
    given = b"%d" % upload_id
    _copy(session, "upload_row", ROW_COLUMNS, (_row(given, row) for row in rows))


def store_missing(session: Session, upload_id: int, codes: Iterable[str]) -> None:
    """Store the projects that the file might have named and did not."""
    head, tail = b"%d\t\\N\tmissing\t" % upload_id, b"\t\\N\t{}\tf\t\\N\t\\N\t\\N\t\\N\t\\N\n"
    _copy(session, "upload_row", ROW_COLUMNS, (head + code.encode() + tail for code in codes))


def store_issues(session: Session, upload_id: int, issues: Iterable[Issue]) -> None:
    """Store what is wrong with rows."""
    given = b"%d" % upload_id
    _copy(session, "upload_issue", ISSUE_COLUMNS, (_issue(given, issue) for issue in issues))


def tie_rows(session: Session, upload_id: int, today: date) -> None:
    """Find the units of all rows that bring a place; what was found before is forgotten."""
    session.execute(
        text("DELETE FROM upload_tie WHERE upload_id = :upload"), {"upload": upload_id}
    )
    find_tie_sets(session, today, STAGED, upload=upload_id)
    session.execute(text(TIES), {"upload": upload_id})


def _copy(session: Session, table: str, columns: str, lines: Iterable[bytes]) -> None:
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        copy.write(b"".join(lines))


def _row(upload_id: bytes, row: CheckedRow) -> bytes:
    moves = row.geometry is not UNSET
    return _line(
        (
            upload_id,
            _number(row.row),
            row.outcome.encode(),
            _text(row.code),
            _number(row.revision),
            _json(row.values),
            b"t" if moves else b"f",
            _geometry(row.geometry) if moves else NULL,  # type: ignore[arg-type]
            _number(row.moved_m),
            _number(row.area_change_ha),
            _number(row.length_change_m),
            _json(row.proposals) if row.proposals else NULL,
        )
    )


def _issue(upload_id: bytes, issue: Issue) -> bytes:
    lon, lat = issue.place or (None, None)
    return _line(
        (
            upload_id,
            _number(issue.row),
            _text(issue.project),
            _text(issue.field),
            _text(issue.code),
            issue.severity.encode(),
            _escaped(to_json(issue.message)),
            NULL if issue.expected is None else _escaped(to_json(issue.expected)),
            _number(lon),
            _number(lat),
        )
    )


def _line(cells: Sequence[bytes]) -> bytes:
    return b"\t".join(cells) + b"\n"


def _number(number: float | None) -> bytes:
    return NULL if number is None else repr(number).encode()


def _json(value: object) -> bytes:
    return _escaped(orjson.dumps(value))


def _text(given: str | None) -> bytes:
    return NULL if given is None else _escaped(given.encode())


def _escaped(raw: bytes) -> bytes:
    raw = raw.replace(b"\\", b"\\\\")
    return raw.replace(b"\t", b"\\t").replace(b"\n", b"\\n").replace(b"\r", b"\\r")


def _geometry(wkb: bytes | None) -> bytes:
    if wkb is None:
        return NULL
    return (wkb[:4] + SRID_FLAG + SRID + wkb[5:]).hex().encode()


def ensure_tied(session: Session, upload: Upload, today: date) -> None:
    """Find the units of staged rows unless that was done with the units there are now."""
    since = upload.tied_at_revision
    moved = text(
        "SELECT EXISTS (SELECT FROM revision WHERE id > :since AND action = ANY(:actions))"
    )
    given = {"since": since, "actions": list(CHANGES_UNITS)}
    if since is None or session.scalar(moved, given):
        tie_rows(session, upload.id, today)
        upload.tied_at_revision = session.scalar(text("SELECT max(id) FROM revision")) or 0

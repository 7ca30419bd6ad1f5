"""Storing what a check found, by COPY, and finding the units of rows that bring a place."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any

import orjson
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.ingest.checked import CheckedRow, Repair
from geoapp.ingest.issues import Issue
from geoapp.ingest.stored import to_json
from geoapp.models import Upload
from geoapp.services.ties import FOUND, find_tie_sets
from geoapp.services.upload_places import note_places

ROW_COLUMNS = (
    'upload_id, "row", outcome, code, seen_revision, "values", moves, geometry, moved_m, '
    "area_percent, length_percent, candidates, repair"
)
ISSUE_COLUMNS = 'upload_id, "row", project, field, code, severity, message, expected, lon, lat'
NULL = b"\\N"
LINES = 500
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
    for table in ("upload_tie", "upload_row", "upload_issue", "upload_place"):
        session.execute(
            text(f"DELETE FROM {table} WHERE upload_id = :upload"),  # noqa: S608 - names above
            {"upload": upload_id},
        )


def store_rows(
    session: Session, upload_id: int, rows: Iterable[CheckedRow], agencies: Mapping[str, int]
) -> None:
    """Store rows as they were checked; `agencies` are ids by code."""
    given = b"%d" % upload_id
    lines = (_row(given, row, as_columns(row.values, agencies)) for row in rows)
    _copy(session, "upload_row", ROW_COLUMNS, lines)


def store_missing(session: Session, upload_id: int, codes: Iterable[str]) -> None:
    """Store the projects that the file might have named and did not."""
    head, tail = b"%d\t\\N\tmissing\t" % upload_id, b"\t\\N\t{}\tf" + b"\t\\N" * 6 + b"\n"
    _copy(session, "upload_row", ROW_COLUMNS, (head + code.encode() + tail for code in codes))


def store_issues(session: Session, upload_id: int, issues: Iterable[Issue]) -> None:
    """Store what is wrong with rows."""
    given = b"%d" % upload_id
    _copy(session, "upload_issue", ISSUE_COLUMNS, (_issue(given, issue) for issue in issues))


def tie_rows(session: Session, upload_id: int, today: date) -> None:
    """Find the units of all rows that bring a place; what was found before is forgotten."""
    session.execute(text("DELETE FROM upload_tie WHERE upload_id = :upload"), {"upload": upload_id})
    find_tie_sets(session, today, STAGED, upload=upload_id)
    session.execute(text(TIES), {"upload": upload_id})


def _copy(session: Session, table: str, columns: str, lines: Iterable[bytes]) -> None:
    driver: Any = session.connection().connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        # The database takes what is written while the next lines are being made.
        waiting = iter(lines)
        while some := b"".join(islice(waiting, LINES)):
            copy.write(some)


def as_columns(values: Mapping[str, Any], agencies: Mapping[str, int]) -> dict[str, Any]:
    """Return values by column: agencies, told by code, become their ids."""
    found = dict(values)
    for field, column in (("lead_agency", "lead_agency_id"), ("owner", "owner_agency_id")):
        if field in found:
            code = found.pop(field)
            found[column] = None if code is None else agencies[code]
    if "partner_agencies" in found:
        codes = found.pop("partner_agencies") or []
        found["partner_agency_ids"] = [agencies[code] for code in codes]
    return found


def _row(upload_id: bytes, row: CheckedRow, values: dict[str, Any]) -> bytes:
    change = row.geometry_change
    return _line(
        (
            upload_id,
            _number(row.row),
            row.action.encode(),
            _text(row.code),
            _number(row.known_revision),
            _json(values or ({"name": row.name} if row.action == "refused" else {})),
            b"t" if row.geometry else b"f",
            _geometry(row.geometry) if row.geometry else NULL,
            _number(change.moved_m if change else None),
            _number(change.area_percent if change else None),
            _number(change.length_percent if change else None),
            _escaped(to_json(row.candidates)) if row.candidates else NULL,
            _repair(row.repair) if row.repair else NULL,
        )
    )


def _repair(repair: Repair) -> bytes:
    outline = orjson.Fragment(shapely.to_geojson(shapely.from_wkb(repair.geometry)))
    told = orjson.Fragment(to_json(repair.message))
    return _json({"message": told, "geometry": outline})


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


def _geometry(wkb: bytes) -> bytes:
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
        note_places(session, upload.id)
        upload.tied_at_revision = session.scalar(text("SELECT max(id) FROM revision")) or 0

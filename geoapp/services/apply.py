"""Applying an upload: one revision, each project written once, with its units.

Few statements over what is staged: rows that came between are found first, then new projects
are inserted and changed ones overlaid. Nothing is overwritten that the planner has not seen.
"""

from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict
from geoapp.domain.messages import message
from geoapp.models import Upload
from geoapp.queries.known import WRITABLE
from geoapp.services.conflicts import mark_conflicts
from geoapp.services.revisions import CURRENT, begin_revision, stamp
from geoapp.services.staged_rows import ensure_tied
from geoapp.services.upload_events import note_event
from geoapp.services.upload_rights import hold_to_rights

TYPES = {
    "investment_vnd": "bigint",
    "plan_year_vnd": "bigint",
    "area_ha": "double precision",
    "length_m": "double precision",
    "lead_agency_id": "integer",
    "partner_agency_ids": "integer[]",
    "owner_agency_id": "integer",
    "accuracy_m": "integer",
} | {name: "date" for name in WRITABLE if name.endswith(("_start", "_finish"))}
DEFAULTS = {
    "funding": "'unknown'",
    "stage": "'unknown'",
    "position": "'none'",
    "partner_agency_ids": "'{}'",
}
RECORD = ", ".join(f"{name} {TYPES.get(name, 'text')}" for name in WRITABLE)
GIVEN = ", ".join(
    f"coalesce(r.{name}, {DEFAULTS[name]})" if name in DEFAULTS else f"r.{name}"
    for name in WRITABLE
)
COLUMNS = ", ".join(WRITABLE)
# Nothing has counted what was just staged: the planner takes it for one row and looks up
# the others once for each.
FEW, MANY_ROWS = 500, "SET LOCAL enable_nestloop = off"
ADD = f"""
INSERT INTO project (code, {COLUMNS}, geometry, tie_set_id, revision_id, recorded_at)
SELECT u.code, {GIVEN}, u.geometry, t.tie_set_id, {CURRENT}, now()
FROM upload_row u LEFT JOIN upload_tie t ON t.upload_id = :upload AND t.row_id = u.id
CROSS JOIN LATERAL jsonb_to_record(u.values) AS r({RECORD})
WHERE u.upload_id = :upload AND u.outcome = 'added'
ORDER BY u.id"""  # noqa: S608 - constants alone
# An invented figure that somebody states stops being invented. The revision is asked for once
# more, for a project that another session changes while this statement waits for it.
CHANGE = f"""
UPDATE project SET {{columns}}, {stamp("project")},
  tie_set_id = CASE WHEN u.tied THEN u.tie_set_id ELSE project.tie_set_id END,
  illustrative_fields = CASE WHEN project.illustrative THEN ARRAY(
    SELECT f FROM unnest(project.illustrative_fields) WITH ORDINALITY AS one(f, n)
    WHERE NOT u.values ? f ORDER BY n) ELSE project.illustrative_fields END
FROM (
  SELECT p.id, p.revision_id, u.values, u.geometry, t.row_id IS NOT NULL AS tied, t.tie_set_id
  FROM upload_row u JOIN project p ON p.code = u.code
  LEFT JOIN upload_tie t ON t.upload_id = :upload AND t.row_id = u.id
  WHERE u.upload_id = :upload AND u.outcome = 'changed' AND u.moves = :moves
    AND (u.values ?| ARRAY['name', 'name_en']) = :named) AS u
CROSS JOIN LATERAL jsonb_to_record(u.values) AS r({RECORD})
WHERE project.id = u.id AND project.revision_id = u.revision_id"""  # noqa: S608 - constants alone
# Columns that others are made of are named only where rows change them: the database makes
# those anew for each row that a statement might change.
NAMES = ("name", "name_en")
KINDS = text("""
SELECT u.moves, u.values ?| ARRAY['name', 'name_en'] AS named, count(*) AS rows
FROM upload_row u WHERE u.upload_id = :upload AND u.outcome = 'changed' GROUP BY 1, 2""")
# Dates first approved are frozen beside the project as soon as both are known.
FREEZE = """
INSERT INTO baseline (project_id, start, finish, investment_vnd)
SELECT p.id, p.baseline_start, p.baseline_finish, p.investment_vnd
FROM upload_row u JOIN project p ON p.code = u.code
WHERE u.upload_id = :upload AND u.outcome IN ('added', 'changed')
  AND u.values ?| ARRAY['baseline_start', 'baseline_finish']
  AND p.baseline_start < p.baseline_finish
  AND NOT EXISTS (SELECT FROM baseline b WHERE b.project_id = p.id)"""

# What a file says of progress is a report of its month, which the database copies to the project.
REPORT = """
INSERT INTO progress_report (project_id, month, progress, disbursed_vnd, reported_on, accepted)
SELECT p.id, date_trunc('month', r.day), coalesce(r.progress, p.progress),
       coalesce(r.disbursed_vnd, p.disbursed_vnd), r.day, true
FROM upload_row u JOIN project p ON p.code = u.code
CROSS JOIN LATERAL (
  SELECT CAST(u.values ->> 'progress' AS real) AS progress,
         CAST(u.values ->> 'disbursed_vnd' AS bigint) AS disbursed_vnd,
         coalesce(CAST(u.values ->> 'last_report' AS date), :today) AS day) AS r
WHERE u.upload_id = :upload AND u.outcome IN ('added', 'changed')
  AND u.values ?| ARRAY['progress', 'disbursed_vnd']
  AND coalesce(r.progress, p.progress) IS NOT NULL"""


def apply_rows(session: Session, upload: Upload, today: date) -> bool:
    """Write what is staged as one revision; False where somebody came between, nothing written.

    The upload is then ready again, and each such row says who changed the project and how.
    """
    given = {"upload": upload.id}
    if mark_conflicts(session, upload.id):
        upload.state, upload.approved_by, upload.submitted_by = "ready", None, None
        note_event(session, upload, "service", "conflict")
        return False
    ensure_tied(session, upload, today)
    hold_to_rights(session, upload)
    revision = begin_revision(
        session,
        actor=upload.actor,
        action="upload",
        reason=upload.note,
        file_name=upload.file_name,
        file_sha256=upload.file_sha256,
    )
    if sum((upload.summary or {}).get(name, 0) for name in ("added", "changed")) > FEW:
        session.execute(text(MANY_ROWS))
    session.execute(text(ADD), given)
    _change(session, given)
    session.execute(text(FREEZE), given)
    session.execute(text(REPORT), given | {"today": today})
    upload.state, upload.applied_revision = "applied", revision.id
    return True


def _change(session: Session, given: dict[str, Any]) -> None:
    for kind in session.execute(KINDS, given).all():
        statement = text(CHANGE.format(columns=_columns(moves=kind.moves, named=kind.named)))
        chosen = given | {"moves": kind.moves, "named": kind.named}
        written: Any = session.execute(statement, chosen)
        if written.rowcount != kind.rows:
            raise CameBetween(message("Somebody changed a project while the upload was applied."))


def _columns(*, moves: bool, named: bool) -> str:
    fields = [name for name in WRITABLE if named or name not in NAMES]
    given = [
        f"{name} = CASE WHEN u.values ? '{name}' THEN r.{name} ELSE project.{name} END"
        for name in fields
    ]
    return ", ".join(given + ["geometry = u.geometry"] * moves)


class CameBetween(Conflict):
    """A project changed between looking for conflicts and writing it; looking again finds it."""

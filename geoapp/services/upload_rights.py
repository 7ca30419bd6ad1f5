"""Rows of an upload held to rights: agency and area are the planner's, before and after."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import orjson
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict
from geoapp.domain.messages import Message, message
from geoapp.domain.rights import YES, Refused, Verdict, Viewer, may_handle
from geoapp.ingest.stored import to_json
from geoapp.models import Agency, Area, Tie, Upload, UploadEvent
from geoapp.queries.users import read_named_viewer
from geoapp.services.staged_rows import ensure_tied
from geoapp.services.upload_places import AS_USUAL, MANY_ROWS, STAGED_PLACES, note_places

AGENCIES_TOLD = 12
OUR_AGENCY = "coalesce(CAST(:agencies AS integer[]) IS NULL OR {} = ANY(:agencies), false)"
OUR_TIES = "coalesce(CAST(:tie_sets AS integer[]) IS NULL OR {} = ANY(:tie_sets), false)"
# On which side a row leaves the rights, null where it does not.
OUTSIDE = f"""
CREATE TEMP TABLE row_outside ON COMMIT DROP AS
SELECT id, "row", code, agency, area FROM (
  SELECT *, CASE WHEN was AND NOT {OUR_AGENCY.format("old_agency")} THEN 'before'
                 WHEN NOT {OUR_AGENCY.format("new_agency")} THEN 'after' END AS agency,
            CASE WHEN was AND NOT {OUR_TIES.format("old_ties")} THEN 'before'
                 WHEN NOT {OUR_TIES.format("new_ties")} THEN 'after' END AS area
  FROM ({STAGED_PLACES}) AS staged) AS judged
WHERE agency IS NOT NULL OR area IS NOT NULL"""  # noqa: S608 - constants alone
FIRST = text("SELECT code, agency, area FROM row_outside ORDER BY id LIMIT 1")
TAKEN = """
CREATE TEMP TABLE row_outside ON COMMIT DROP AS
SELECT u.id, u."row", u.code FROM upload_row u JOIN project p ON p.code = u.code
WHERE u.upload_id = :upload AND u.outcome = 'added' AND NOT p.published"""
TELL = """
INSERT INTO upload_issue (upload_id, "row", project, field, code, severity, message, expected)
SELECT :upload, "row", code, :field, :issue, 'error', {message}, CAST(:expected AS jsonb)
FROM row_outside {where} ORDER BY id"""
BY_SIDE = "CAST(CASE {0} WHEN 'before' THEN :before ELSE :after END AS jsonb)"
REFUSE = text("""
WITH counted AS (
  SELECT u.outcome, count(*) AS n FROM upload_row u JOIN row_outside o USING (id)
  GROUP BY u.outcome),
refused AS (
  UPDATE upload_row u SET outcome = 'refused' FROM row_outside o WHERE o.id = u.id)
SELECT outcome, n FROM counted""")
SENTENCES = {
    "agency": (
        message("The project’s lead agency is none of those that its planner works for."),
        message("With this row the lead agency would be none of those its planner works for."),
    ),
    "area": (
        message("The project lies outside its planner’s areas."),
        message("With this row the project would lie outside its planner’s areas."),
    ),
}
FIELDS = {"agency": "lead_agency", "area": "geometry"}
CODE_TAKEN = message("This code is taken already; choose another.")
STILL_LOOKING = message("The units of these projects are still being found; try again soon.")
Counts = dict[str, int]


class NoLongerTheirs(Refused):
    """Rights changed, or projects moved, after the rows were checked; `who` lacks them now."""

    def __init__(self, who: str, reason: str, upload_id: int) -> None:
        super().__init__(reason, "apply-upload", str(upload_id))
        self.who = who


def refuse_rows(session: Session, upload: Upload, viewer: Viewer, today: date) -> Counts:
    """Refuse staged rows that the uploader may not write, each with an issue that says why.

    Return how many rows were taken from each outcome, and how many got each issue.
    """
    if not viewer.limited:
        return {}
    if viewer.area_ids is not None:
        ensure_tied(session, upload, today)
    counts = _refuse_taken(session, upload.id)
    _find_outside(session, upload.id, viewer)
    for reason in ("agency", "area"):
        _tell(session, upload.id, reason, counts, _expected(session, viewer, reason))
    _refuse(session, counts)
    if viewer.area_ids is not None:
        note_places(session, upload.id)
    return counts


def rows_verdict(session: Session, upload: Upload, viewer: Viewer) -> Verdict:
    """Tell whether every change of an upload lies within the viewer's agencies and areas.

    Raises `Conflict` while units are still being found that the answer depends on.
    """
    if not viewer.limited:
        return YES
    if viewer.area_ids is not None and upload.tied_at_revision is None:
        raise Conflict(STILL_LOOKING)
    _find_outside(session, upload.id, viewer)
    row = session.execute(FIRST).first()
    return YES if row is None else Verdict("agency" if row.agency else "area")


def hold_to_rights(session: Session, upload: Upload) -> None:
    """Raise `Refused` unless uploader and whoever applies may write every change as of now."""
    for name in dict.fromkeys((upload.actor, _applier(session, upload))):
        viewer = read_named_viewer(session, name)
        verdict = may_handle(viewer) and rows_verdict(session, upload, viewer)
        if verdict.refused:
            raise NoLongerTheirs(name, verdict.refused, upload.id)


def _applier(session: Session, upload: Upload) -> str:
    return session.scalars(
        select(UploadEvent.actor)
        .where(UploadEvent.upload_id == upload.id, UploadEvent.action == "apply")
        .order_by(UploadEvent.id.desc())
        .limit(1)
    ).one()


def counted_again(summary: Mapping[str, Any], counts: Counts) -> dict[str, Any]:
    """Return an upload's summary after rows were refused."""
    taken = {name: counts[name] for name in ("added", "changed") if name in counts}
    issues = {name: n for name, n in counts.items() if name not in taken}
    return {
        **summary,
        **{name: summary[name] - n for name, n in taken.items()},
        "refused": summary["refused"] + sum(taken.values()),
        "errors": summary["errors"] | issues,
    }


def _refuse_taken(session: Session, upload_id: int) -> Counts:
    """Refuse new rows whose code a project has that the uploader may not see."""
    counts: Counts = {}
    _make(session, TAKEN, {"upload": upload_id})
    statement = TELL.format(message="CAST(:said AS jsonb)", where="")
    given = {"upload": upload_id, "field": "code", "issue": "code_taken", "expected": None}
    told: Any = session.execute(text(statement), given | {"said": to_json(CODE_TAKEN).decode()})
    if told.rowcount:
        counts["code_taken"] = told.rowcount
        _refuse(session, counts)
    return counts


def _find_outside(session: Session, upload_id: int, viewer: Viewer) -> None:
    given = {
        "upload": upload_id,
        "agencies": None if viewer.agency_ids is None else sorted(viewer.agency_ids),
        "tie_sets": None if viewer.area_ids is None else _tie_sets(session, viewer.area_ids),
    }
    _make(session, OUTSIDE, given)


def _tie_sets(session: Session, area_ids: frozenset[int]) -> list[int]:
    return list(
        session.scalars(
            select(Tie.tie_set_id)
            .distinct()
            .where(Tie.area_id.in_(area_ids), Tie.basis != "outweighed")
        )
    )


def _make(session: Session, statement: str, given: Mapping[str, Any]) -> None:
    session.execute(text("DROP TABLE IF EXISTS row_outside"))
    session.execute(MANY_ROWS)
    session.execute(text(statement), given)
    session.execute(AS_USUAL)


def _tell(
    session: Session, upload_id: int, reason: str, counts: Counts, expected: Message | None
) -> None:
    before, after = (to_json(sentence).decode() for sentence in SENTENCES[reason])
    statement = TELL.format(message=BY_SIDE.format(reason), where=f"WHERE {reason} IS NOT NULL")
    issue = f"not_your_{reason}"
    given = {
        "upload": upload_id,
        "field": FIELDS[reason],
        "issue": issue,
        "before": before,
        "after": after,
        "expected": None if expected is None else orjson.dumps(expected).decode(),
    }
    told: Any = session.execute(text(statement), given)
    if told.rowcount:
        counts[issue] = told.rowcount


def _expected(session: Session, viewer: Viewer, reason: str) -> Message | None:
    keys = viewer.agency_ids if reason == "agency" else viewer.area_ids
    if not keys:
        return None
    table = Agency if reason == "agency" else Area
    names = session.scalars(
        select(table.name).where(table.id.in_(keys)).order_by(table.name).distinct()
    ).all()
    shown = "; ".join(names[:AGENCIES_TOLD]) + ("; …" if len(names) > AGENCIES_TOLD else "")
    return message("one of {choices}", choices=shown)


def _refuse(session: Session, counts: Counts) -> None:
    session.execute(MANY_ROWS)
    for outcome, n in session.execute(REFUSE):
        counts[outcome] = counts.get(outcome, 0) + n
    session.execute(AS_USUAL)

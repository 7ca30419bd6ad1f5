"""Undoing a revision: the state before it, as a new revision.

What the revision wrote must still stand: where a later change lies on it, nothing is undone
and the refusal says whose. New units and new monthly reports are no such change, except on a
project that the revision itself brought. Target lists and texts of reports go the same way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict
from geoapp.domain.messages import day_message, message
from geoapp.domain.rights import Viewer, may_undo, require
from geoapp.models import Revision
from geoapp.queries.revisions import missing_revision, sees_revision
from geoapp.services.project_rights import held_to_rights
from geoapp.services.revisions import begin_revision, stamp, touch_projects
from geoapp.services.ties import tie_projects
from geoapp.services.undo_lists import LISTS, check_agencies, find_later

# Parents before children. What `undo` cannot take back: units and agencies keep no history.
OF_PROJECTS = (
    "project",
    "project_identifier",
    "baseline",
    "milestone",
    "progress_report",
    "plan_decision",
    "capital_plan",
    "obstacle",
    "report_photo",
)
TABLES = (*OF_PROJECTS, *LISTS)
UNDOABLE = (
    "upload",
    "edit",
    "retire",
    "report",
    "milestones",
    "decision",
    "baseline",
    "capital",
    "obstacle",
    "targets",
    "report-text",
    "undo",
)
# The service may not delete these; the database withdraws what the revision undone brought.
WITHDRAWN = ("baseline", "progress_report", "plan_decision", "report_photo")
NEVER_CHANGED = ("baseline", "plan_decision", "report_photo")
# Written by the database when units or reports change.
DERIVED = (
    "tie_set_id",
    "progress",
    "planned_progress",
    "days_behind",
    "disbursed_vnd",
    "report_month",
    "last_report",
    "unchanged_since",
    "pace",
)
STAMPED = ("revision_id", "recorded_at")
MOST_TOLD = 100

COLUMNS = text("""
SELECT attname FROM pg_attribute
WHERE attrelid = CAST(:table AS regclass) AND attnum > 0 AND NOT attisdropped
  AND attgenerated = '' ORDER BY attnum""")
# Each row that the revision changed, once: what stood before it, what it left, what is now. What
# it gave its number alone, as something that belongs to it changed, has nothing to take back.
TOUCHED = """
CREATE TEMP TABLE undo_{table} ON COMMIT DROP AS
SELECT coalesce(b.id, a.id) AS id, b.id IS NOT NULL AS was, b.key AS before_key,
       a.id IS NOT NULL AS left_it, n.id IS NOT NULL AS is_there,
       a.id IS NOT NULL AND n.id IS NOT NULL AND ({after}) IS NOT DISTINCT FROM ({now}) AS stands,
       n.revision_id = :revision OR a.id IS NULL AND n.id IS NULL AS latest
FROM (SELECT h.*, h.ctid AS key FROM {table}_history h
      WHERE h.superseded_by = :revision AND h.revision_id <> :revision) AS b
FULL JOIN (SELECT {columns} FROM {table} WHERE revision_id = :revision
           UNION ALL SELECT {columns} FROM {table}_history
           WHERE revision_id = :revision AND superseded_by <> :revision) AS a ON a.id = b.id
LEFT JOIN {table} n ON n.id = coalesce(b.id, a.id)
WHERE b.id IS NULL OR a.id IS NULL OR ({before}) IS DISTINCT FROM ({after})"""
# Later changes: another's facts, a project brought by the revision that others since used,
# or one that is there again.
STANDING_ON = """
SELECT u.id FROM undo_{table} u WHERE NOT coalesce(
  CASE WHEN u.left_it THEN u.stands ELSE NOT u.is_there END, false) LIMIT :most"""
USED_SINCE = """
SELECT c.project_id FROM {child} c JOIN undo_project u ON u.id = c.project_id
WHERE NOT u.was AND c.revision_id <> :revision LIMIT :most"""
TAKE_AWAY = """
DELETE FROM {table} t USING undo_{table} u WHERE u.id = t.id AND NOT u.was"""
PUT_BACK = """
UPDATE {table} t SET {assignments}, {stamp} FROM undo_{table} u
JOIN {table}_history h ON h.ctid = u.before_key
WHERE t.id = u.id AND u.was AND u.is_there AND {which}"""
BRING_BACK = """
INSERT INTO {table} ({columns}) OVERRIDING SYSTEM VALUE
SELECT {columns} FROM {table}_history
WHERE ctid IN (SELECT before_key FROM undo_{table} WHERE was AND NOT is_there)"""
PARENTS = """
SELECT c.project_id FROM {child} c JOIN undo_{child} USING (id)
UNION SELECT h.project_id FROM {child}_history h JOIN undo_{child} USING (id)"""
WHO = text("""
SELECT p.code, r.id, r.actor, r.at FROM unnest(CAST(:ids AS bigint[])) AS given(id)
CROSS JOIN LATERAL (
  SELECT code, revision_id FROM project WHERE id = given.id
  UNION ALL SELECT code, superseded_by FROM project_history
    WHERE id = given.id AND operation = 'DELETE'
  ORDER BY revision_id DESC LIMIT 1) p
JOIN revision r ON r.id = p.revision_id ORDER BY p.code""")


@dataclass(frozen=True)
class Later:
    """A project that somebody changed later, or a list or a report's text."""

    code: str
    revision: int
    actor: str
    at: datetime
    of_project: bool = True


class LaterChanges(Conflict):
    """Later changes stand on the revision; `later` names at most a hundred."""

    def __init__(self, later: Sequence[Later]) -> None:
        first = later[0] if later else None
        super().__init__(
            message(
                "Later changes stand on this revision: {actor} changed {code} on {day}. "
                "Undo those first.",
                actor=first.actor if first else "",
                code=first.code if first else "",
                day=day_message(first.at.date()) if first else "",
            )
        )
        self.later = later


def undo_revision(
    session: Session, revision_id: int, viewer: Viewer, *, reason: str = ""
) -> Revision:
    """Restore the state before a revision and commit it as a new one, which can be undone too.

    Raises `NotFound`, `Forbidden`, `Conflict` where the revision cannot be undone at all or was
    undone before, and `LaterChanges`.
    """
    session.execute(NO_HURRY)
    revision = _undoable(session, revision_id, viewer)
    columns = {table: list(session.scalars(COLUMNS, {"table": table})) for table in TABLES}
    for table in TABLES:
        _find_touched(session, table, columns[table], revision_id)
    check_agencies(session, viewer, str(revision_id))
    ids = _touched_projects(session) if viewer.limited else []
    with held_to_rights(session, viewer, "undo-revision", ids, str(revision_id)):
        undoing = _undo(session, revision, viewer, reason, columns)
    session.commit()
    return undoing


def _undo(
    session: Session,
    revision: Revision,
    viewer: Viewer,
    reason: str,
    columns: Mapping[str, list[str]],
) -> Revision:
    _check_standing(session, revision.id)
    undoing = begin_revision(
        session,
        actor=viewer.name,
        action="undo",
        reason=reason.strip() or revision.reason,
        undoes_id=revision.id,
    )
    for table in reversed(TABLES):
        _take_away(session, table)
    for table in TABLES:
        _put_back(session, table, columns[table])
    _tie_again(session)
    touch_projects(session, _touched_projects(session))
    return undoing


NO_HURRY = text("SELECT set_config('statement_timeout', '0', true)")


def _undoable(session: Session, revision_id: int, viewer: Viewer) -> Revision:
    # One undo at a time: two of the same revision would both find it standing.
    session.execute(text("SELECT pg_advisory_xact_lock(hashtext('undo'))"))
    revision = session.get(Revision, revision_id)
    if revision is None or not sees_revision(session, viewer, revision_id):
        raise missing_revision(revision is not None, revision_id)
    verdict = may_undo(viewer, author=revision.actor)
    require(verdict, viewer, "undo-revision", str(revision_id))
    if revision.action not in UNDOABLE:
        raise Conflict(message("This kind of revision cannot be undone."))
    undone = select(func.max(Revision.id)).where(Revision.undoes_id == revision_id)
    if (by := session.scalar(undone)) is not None:
        raise Conflict(message("It was undone already, by revision {id}.", id=by))
    return revision


def _touched_projects(session: Session) -> set[int]:
    """Return the projects whose own rows the revision wrote, or rows that belong to them."""
    found = set(session.scalars(text("SELECT id FROM undo_project")))
    for child in OF_PROJECTS[1:]:
        found |= set(session.scalars(text(PARENTS.format(child=child))))
    return found


def _find_touched(session: Session, table: str, columns: list[str], revision_id: int) -> None:
    compared = [name for name in columns if name not in STAMPED]
    if table == "project":
        compared = [name for name in compared if name not in DERIVED]
    session.execute(text(f"DROP TABLE IF EXISTS undo_{table}"))
    session.execute(
        text(
            TOUCHED.format(
                table=table,
                columns=", ".join(columns),
                before=", ".join(f"b.{name}" for name in compared),
                after=", ".join(f"a.{name}" for name in compared),
                now=", ".join(f"n.{name}" for name in compared),
            )
        ),
        {"revision": revision_id},
    )


def _check_standing(session: Session, revision_id: int) -> None:
    given = {"most": MOST_TOLD}
    ids = set(session.scalars(text(STANDING_ON.format(table="project")), given))
    for child in OF_PROJECTS[1:]:
        ids |= _parents(session, child, given)
    for child in (*OF_PROJECTS[1:], "target_item"):
        used = text(USED_SINCE.format(child=child))
        ids |= set(session.scalars(used, given | {"revision": revision_id}))
    later = [Later(*row) for row in session.execute(WHO, {"ids": sorted(ids)})]
    later += [
        Later(one.name, one.id, one.actor, one.at, of_project=False)
        for one in find_later(session, revision_id, MOST_TOLD)
    ]
    if later:
        raise LaterChanges(later)


def _parents(session: Session, child: str, given: dict[str, int]) -> set[int]:
    rows = set(session.scalars(text(STANDING_ON.format(table=child)), given))
    if not rows:
        return set()
    parents = text(f"""
        SELECT project_id FROM {child} WHERE id = ANY(:rows)
        UNION SELECT project_id FROM {child}_history WHERE id = ANY(:rows)""")  # noqa: S608
    return set(session.scalars(parents, {"rows": sorted(rows)}))


def _take_away(session: Session, table: str) -> None:
    if table in WITHDRAWN:
        session.execute(text("SELECT withdraw_rows(:table)"), {"table": table})
    else:
        session.execute(text(TAKE_AWAY.format(table=table)))


def _put_back(session: Session, table: str, columns: list[str]) -> None:
    plain = [name for name in columns if name not in (*STAMPED, "id")]
    session.execute(text(BRING_BACK.format(table=table, columns=", ".join(["id", *plain]))))
    if table in NEVER_CHANGED:
        return
    kept = DERIVED if table == "project" else ()
    for which, left_out in (("u.latest", ()), ("NOT u.latest", kept)):
        names = [name for name in plain if name not in left_out]
        assignments = ", ".join(f"{name} = h.{name}" for name in names)
        statement = PUT_BACK.format(
            table=table, assignments=assignments, which=which, stamp=stamp("t")
        )
        session.execute(text(statement))


def _tie_again(session: Session) -> None:
    """Tie projects whose units were found anew since; the others have theirs back exactly."""
    ids = session.scalars(text("SELECT id FROM undo_project WHERE was AND NOT latest")).all()
    if ids:
        today = session.scalar(select(func.current_date()))
        tie_projects(session, today, ids)  # type: ignore[arg-type]

"""What a revision touched, told by temporary tables that live until the end of the transaction."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.services.undo_lists import LISTS

# Parents before children. What cannot be undone: units and agencies keep no history.
OF_PROJECTS: Final = (
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
TABLES: Final = (*OF_PROJECTS, *LISTS)
# Written by the database when units or reports change.
DERIVED: Final = (
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
STAMPED: Final = ("revision_id", "recorded_at")

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
PARENTS = """
SELECT c.project_id FROM {child} c JOIN undo_{child} USING (id)
UNION SELECT h.project_id FROM {child}_history h JOIN undo_{child} USING (id)"""


def find_touched(session: Session, revision_id: int) -> dict[str, list[str]]:
    """Find the rows of every table, and return the tables' columns."""
    columns = {table: list(session.scalars(COLUMNS, {"table": table})) for table in TABLES}
    for table in TABLES:
        _find_in(session, table, columns[table], revision_id)
    return columns


def touched_projects(session: Session) -> set[int]:
    """Return the projects whose own rows the revision wrote, or rows that belong to them."""
    found = set(session.scalars(text("SELECT id FROM undo_project")))
    for child in OF_PROJECTS[1:]:
        found |= set(session.scalars(text(PARENTS.format(child=child))))
    return found


def _find_in(session: Session, table: str, columns: list[str], revision_id: int) -> None:
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

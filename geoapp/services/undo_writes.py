"""Undoing, table by table: what the revision brought goes, what it changed comes back."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.services.revisions import stamp
from geoapp.services.undo_touched import DERIVED, STAMPED, TABLES

# The service may not delete these; the database withdraws what the revision undone brought.
WITHDRAWN: Final = ("baseline", "progress_report", "plan_decision", "report_photo")
NEVER_CHANGED: Final = ("baseline", "plan_decision", "report_photo")
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


def write_back(session: Session, columns: Mapping[str, list[str]]) -> None:
    """Write every table as it was before the revision."""
    for table in reversed(TABLES):
        _take_away(session, table)
    for table in TABLES:
        _put_back(session, table, columns[table])


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

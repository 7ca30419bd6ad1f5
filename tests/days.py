"""Moving what was recorded to another day, as only the tables' owner may."""

from sqlalchemy import Connection, text

from geoapp.db.engine import Database

RECORDED = ("project", "project_identifier", "baseline", "milestone", "progress_report",
            "plan_decision", "capital_plan", "obstacle")  # fmt: skip


def move_to_day(database: Database, revision: int, day: str) -> None:
    """Let a revision have been made at noon of `day` in Vietnam."""
    given = {"revision": revision, "at": f"{day} 12:00+07"}
    with database.owner_engine.begin() as connection:
        for table in RECORDED:
            _move(connection, table, given)
        _unguarded(connection, "revision", "at = :at WHERE id = :revision", given)


def _move(connection: Connection, table: str, given: dict[str, object]) -> None:
    recorded = "recorded_at = :at WHERE revision_id = :revision"
    _unguarded(connection, table, recorded, given)
    for change in (recorded, "superseded_at = :at WHERE superseded_by = :revision"):
        connection.execute(text(f"UPDATE {table}_history SET {change}"), given)


def _unguarded(connection: Connection, table: str, change: str, given: dict[str, object]) -> None:
    connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    connection.execute(text(f"UPDATE {table} SET {change}"), given)
    connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))

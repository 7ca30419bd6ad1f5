"""Rows of an upload whose project somebody else changed since it was compared."""

from typing import Any

import orjson
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.queries.known import WRITABLE

# What a person can change of a project, so that new reports or outlines are no conflict.
FACTS = (*WRITABLE, "geometry", "retired_on")
NOW = ", ".join(f"p.{name}" for name in FACTS)
THEN = ", ".join(f"h.{name}" for name in FACTS)


def _facts(table: str) -> str:
    pairs = (
        f"'{name}', to_jsonb({'ST_AsGeoJSON' if name == 'geometry' else ''}({table}.{name}))"
        for name in FACTS
    )
    return f"jsonb_build_object({', '.join(pairs)})"


CAME_BETWEEN = f"""
SELECT u.id, u.outcome, u.code, u.values, u.moves, ST_AsGeoJSON(u.geometry) AS geometry,
       p.id IS NULL AS gone, p.revision_id, r.actor, r.at,
       {_facts("h")} AS seen, {_facts("p")} AS now
FROM upload_row u
LEFT JOIN project p ON p.code = u.code
LEFT JOIN revision r ON r.id = p.revision_id
LEFT JOIN project_history h ON h.id = p.id AND h.revision_id = u.seen_revision
  AND h.superseded_by <> h.revision_id
WHERE u.upload_id = :upload AND (
  u.outcome = 'added' AND p.id IS NOT NULL
  OR u.outcome = 'changed' AND (p.id IS NULL OR p.revision_id <> u.seen_revision
                                AND ({NOW}) IS DISTINCT FROM ({THEN})))"""  # noqa: S608
MARK = text("UPDATE upload_row SET conflict = CAST(:conflict AS jsonb) WHERE id = :id")
FORGET = text("""
UPDATE upload_row SET conflict = NULL WHERE upload_id = :upload AND conflict IS NOT NULL""")


def mark_conflicts(session: Session, upload_id: int) -> int:
    """Mark every such row with who, when, and the values seen, now and ours; count them."""
    given = {"upload": upload_id}
    session.execute(FORGET, given)
    found = session.execute(text(CAME_BETWEEN), given).all()
    marks = [{"id": row.id, "conflict": orjson.dumps(_conflict(row)).decode()} for row in found]
    if marks:
        session.execute(MARK, marks)
    return len(marks)


def _conflict(row: Any) -> dict[str, Any]:
    """Return what came between; a project that is gone has no revision and no values."""
    ours = row.values | ({"geometry": row.geometry} if row.moves else {})
    return {
        "revision": row.revision_id,
        "actor": row.actor,
        "at": row.at and row.at.isoformat(),
        "gone": row.gone,
        "fields": {
            name: {"seen": row.seen[name], "now": row.now[name], "ours": ours.get(name)}
            for name in FACTS
            if row.seen[name] != row.now[name]
        },
    }

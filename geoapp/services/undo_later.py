"""What others wrote on top of a revision: nothing is undone beneath them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict
from geoapp.domain.messages import day_message, message
from geoapp.services.undo_lists import find_later
from geoapp.services.undo_touched import OF_PROJECTS

MOST_TOLD: Final = 100
# Later changes: another's facts, a project brought by the revision that others since used,
# or one that is there again.
STANDING_ON = """
SELECT u.id FROM undo_{table} u WHERE NOT coalesce(
  CASE WHEN u.left_it THEN u.stands ELSE NOT u.is_there END, false) LIMIT :most"""
USED_SINCE = """
SELECT c.project_id FROM {child} c JOIN undo_project u ON u.id = c.project_id
WHERE NOT u.was AND c.revision_id <> :revision LIMIT :most"""
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


def check_standing(session: Session, revision_id: int) -> None:
    """Raise `LaterChanges` where what the revision wrote no longer stands."""
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

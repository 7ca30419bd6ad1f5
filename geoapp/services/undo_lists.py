"""Undoing what belongs to no project: target lists with their entries, and texts of reports."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer, require
from geoapp.domain.target_drafts import may_keep

# Parents before children.
LISTS: Final = ("target_list", "target_item", "report_text")
# What is there once: something written anew since stands in the way of what was taken away.
ONCE: Final = {
    "target_list": "n.code = h.code",
    "target_item": """n.list_id = h.list_id AND n.project_id = h.project_id
      AND n.milestone = h.milestone""",
    "report_text": """n.period = h.period AND n.lang = h.lang AND n.block = h.block
      AND n.agency_id IS NOT DISTINCT FROM h.agency_id""",
}
STANDING_ON = """
SELECT n.id, n.revision_id FROM undo_{table} u JOIN {table} n ON n.id = u.id
WHERE NOT coalesce(u.left_it AND u.stands, false)
UNION SELECT h.id, h.superseded_by FROM undo_{table} u JOIN {table}_history h ON h.id = u.id
WHERE u.left_it AND NOT u.is_there AND h.operation = 'DELETE'
UNION SELECT n.id, n.revision_id FROM undo_{table} u
JOIN {table}_history h ON h.ctid = u.before_key JOIN {table} n ON {once}
WHERE u.was AND NOT u.is_there"""
USED_SINCE = """
SELECT i.id, i.revision_id FROM target_item i JOIN undo_target_list u ON u.id = i.list_id
WHERE NOT u.was AND i.revision_id <> :revision"""
# What a list or a text is called, and who wrote it later.
WHO = """
SELECT DISTINCT ON (named.name) named.name, r.id, r.actor, r.at FROM ({standing}) AS s
JOIN LATERAL ({names}) AS named ON true JOIN revision r ON r.id = s.revision_id
ORDER BY named.name, r.id DESC LIMIT :most"""
NAMES: Final = {
    "target_list": """
      SELECT code AS name FROM target_list WHERE id = s.id
      UNION SELECT code FROM target_list_history WHERE id = s.id""",
    "target_item": """
      SELECT l.code AS name FROM target_list l JOIN target_item i ON i.list_id = l.id
      WHERE i.id = s.id
      UNION SELECT l.code FROM target_list l JOIN target_item_history i ON i.list_id = l.id
      WHERE i.id = s.id""",
    "report_text": """
      SELECT period AS name FROM report_text WHERE id = s.id
      UNION SELECT period FROM report_text_history WHERE id = s.id""",
}
# The agencies whose lists and texts the revision touched, as they were and as they are.
AGENCIES = text("""
SELECT agency_id FROM target_list WHERE id IN (SELECT id FROM undo_target_list)
UNION SELECT agency_id FROM target_list_history h WHERE h.ctid IN
  (SELECT before_key FROM undo_target_list)
UNION SELECT l.agency_id FROM target_list l WHERE l.id IN (
  SELECT list_id FROM target_item WHERE id IN (SELECT id FROM undo_target_item)
  UNION SELECT list_id FROM target_item_history WHERE id IN (SELECT id FROM undo_target_item))
UNION SELECT agency_id FROM report_text WHERE id IN (SELECT id FROM undo_report_text)
UNION SELECT agency_id FROM report_text_history WHERE id IN (SELECT id FROM undo_report_text)""")


def find_later(session: Session, revision_id: int, most: int) -> Iterator[Row[Any]]:
    """Yield name, revision, actor and time of what was written later and stands in the way."""
    for table in LISTS:
        standing = STANDING_ON.format(table=table, once=ONCE[table])
        yield from _who(session, standing, table, revision_id, most)
    yield from _who(session, USED_SINCE, "target_item", revision_id, most)


def _who(
    session: Session, standing: str, table: str, revision_id: int, most: int
) -> Iterator[Row[Any]]:
    statement = text(WHO.format(standing=standing, names=NAMES[table]))
    yield from session.execute(statement, {"revision": revision_id, "most": most})


def check_agencies(session: Session, viewer: Viewer, thing: str) -> None:
    """Raise `Refused` where a list or text that the revision touched is not the viewer's."""
    for agency_id in session.scalars(AGENCIES).all():
        require(may_keep(viewer, agency_id), viewer, "undo-revision", thing)

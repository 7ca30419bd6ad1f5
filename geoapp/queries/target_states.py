"""A target list as its keepers see it: what stands in it now, or stood at a revision."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import FromClause, column, select, union_all
from sqlalchemy import table as named
from sqlalchemy.orm import Session

from geoapp.domain.rights import Viewer
from geoapp.domain.target_drafts import TargetDraft, TargetEntry
from geoapp.models import Agency, Project, TargetItem, TargetList
from geoapp.queries.rights import on_map


@dataclass(frozen=True)
class KeptList:
    """A list with everything in it, whoever may see its projects; `revision` wrote it last."""

    id: int
    code: str
    agency_id: int | None
    revision: int
    draft: TargetDraft


def find_kept(session: Session, code: str, revision: int | None = None) -> KeptList | None:
    """Return a list as it is, or as a revision left it; None where there was none."""
    lists = _at(TargetList.__table__, revision)
    row = session.execute(
        select(lists, Agency.code.label("agency"))
        .outerjoin(Agency, Agency.id == lists.c.agency_id)
        .where(lists.c.code == code)
    ).first()
    if row is None:
        return None
    draft = TargetDraft(
        name=row.name,
        kind=row.kind,
        name_en=row.name_en or "",
        agency=row.agency or "",
        document=row.document or "",
        note=row.note or "",
        closed_on=row.closed_on,
        entries=tuple(_entries(session, row.id, revision)),
    )
    return KeptList(row.id, code, row.agency_id, row.revision_id, draft)


def _entries(session: Session, list_id: int, revision: int | None) -> list[TargetEntry]:
    items = _at(TargetItem.__table__, revision)
    rows = session.execute(
        select(Project.code, items.c.milestone, items.c.target, items.c.note)
        .join(Project, Project.id == items.c.project_id)
        .where(items.c.list_id == list_id)
    )
    return sorted(
        (TargetEntry(row.code, row.milestone, row.target, row.note or "") for row in rows),
        key=lambda entry: entry.key,
    )


def _at(now: Any, revision: int | None) -> FromClause:
    """Return the rows of a table that keeps its history, as a revision left them."""
    if revision is None:
        found: FromClause = now
        return found
    before = named(
        f"{now.description}_history",
        *(column(one.name, one.type) for one in now.c),
        column("superseded_by"),
    )
    return union_all(
        select(now).where(now.c.revision_id <= revision),
        select(*(before.c[one.name] for one in now.c)).where(
            before.c.revision_id <= revision, before.c.superseded_by > revision
        ),
    ).subquery("then")


def find_revisions(session: Session, list_id: int) -> Sequence[int]:
    """Return the revisions that wrote a list, the latest first."""
    now: Any = TargetList.__table__
    before = named("target_list_history", column("id"), column("revision_id"))
    written = union_all(
        select(now.c.revision_id).where(now.c.id == list_id),
        select(before.c.revision_id).where(before.c.id == list_id),
    ).subquery()
    return session.scalars(
        select(written.c.revision_id).distinct().order_by(written.c.revision_id.desc())
    ).all()


def without_hidden(
    session: Session, viewer: Viewer, kept: KeptList
) -> tuple[KeptList, tuple[TargetEntry, ...]]:
    """Return a list without the projects that the viewer may not see, and those apart."""
    entries = kept.draft.entries
    codes = [entry.project for entry in entries]
    shown = set(
        session.scalars(
            select(Project.code).where(Project.code.in_(codes), on_map(viewer, Project.__table__))
        )
    )
    seen = tuple(entry for entry in entries if entry.project in shown)
    hidden = tuple(entry for entry in entries if entry.project not in shown)
    return replace(kept, draft=replace(kept.draft, entries=seen)), hidden

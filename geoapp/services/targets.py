"""Writing target lists: each save is one revision, and nobody is overwritten unseen."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, NotFound, PreconditionFailed, Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer, require
from geoapp.domain.target_drafts import TargetDraft, TargetEntry, check_code, check_draft, may_keep
from geoapp.models import Agency, Project, Revision, TargetItem, TargetList
from geoapp.queries.revisions import RevisionNote, find_notes
from geoapp.queries.rights import on_map
from geoapp.queries.target_states import KeptList, find_kept, without_hidden
from geoapp.services.audit import note
from geoapp.services.revisions import begin_revision

ACTION = "targets"
WHAT = "change-targets"
# A project's code and the milestone asked of it.
Key = tuple[str, str]


class ListChangedSince(PreconditionFailed):
    """Somebody changed the list since the editor opened it; `seen` and `now` are both states."""

    def __init__(self, seen: KeptList | None, now: KeptList, note: RevisionNote) -> None:
        super().__init__(
            message(
                "{actor} changed {code} since you opened it.",
                actor=note.full_name or note.actor,
                code=now.code,
            )
        )
        self.seen, self.now, self.note = seen, now, note


def add_list(
    session: Session, code: str, viewer: Viewer, draft: TargetDraft, *, reason: str
) -> Revision:
    """Add a list, and commit; raises `BadForm` with everything that is wrong, and `Refused`."""
    require(may_keep(viewer, _agency(session, draft)), viewer, WHAT, code)
    problems = [*check_code(code), *_problems(session, viewer, draft, reason, frozenset())]
    if session.scalar(select(TargetList.id).where(TargetList.code == code)) is not None:
        taken = message("The code {code} is taken.", code=code[:60])
        problems.append(Problem("code", taken))
    if problems:
        raise BadForm(problems)
    revision = begin_revision(session, actor=viewer.name, action=ACTION, reason=reason.strip())
    list_id = session.scalar(
        insert(TargetList).values(code=code, **_columns(session, draft)).returning(TargetList.id)
    )
    _write_entries(session, int(list_id or 0), (), draft.entries)
    note(session, viewer.trace(WHAT, code, revision=revision.id))
    session.commit()
    return revision


def save_list(
    session: Session,
    code: str,
    viewer: Viewer,
    draft: TargetDraft,
    *,
    reason: str,
    seen_revision: int | None = None,
) -> Revision:
    """Write a list as it shall be, and commit.

    Raises `NotFound`, `Refused` where its agency is not the viewer's before or after,
    `ListChangedSince`, and `BadForm`.
    """
    known, _ = without_hidden(session, viewer, _hold(session, code))
    require(may_keep(viewer, known.agency_id), viewer, WHAT, code)
    require(may_keep(viewer, _agency(session, draft)), viewer, WHAT, code)
    _check_unchanged(session, viewer, known, seen_revision)
    old = frozenset(entry.project for entry in known.draft.entries)
    problems = _problems(session, viewer, draft, reason, old)
    if not problems and draft == known.draft:
        problems = [Problem("", message("Nothing was changed."))]
    if problems:
        raise BadForm(problems)
    revision = begin_revision(session, actor=viewer.name, action=ACTION, reason=reason.strip())
    # The list's own row says who wrote it last, also where its projects alone changed.
    session.execute(
        update(TargetList).where(TargetList.id == known.id).values(_columns(session, draft))
    )
    _write_entries(session, known.id, known.draft.entries, draft.entries)
    note(session, viewer.trace(WHAT, code, revision=revision.id))
    session.commit()
    return revision


def _hold(session: Session, code: str) -> KeptList:
    """Return a list, held for a change until the transaction ends."""
    session.execute(select(TargetList.id).where(TargetList.code == code).with_for_update())
    known = find_kept(session, code)
    if known is None:
        raise NotFound(message("There is no list {code}.", code=code[:60]))
    return known


def _check_unchanged(
    session: Session, viewer: Viewer, known: KeptList, seen_revision: int | None
) -> None:
    if seen_revision is None or seen_revision == known.revision:
        return
    seen = find_kept(session, known.code, seen_revision)
    if seen is not None:
        seen, _ = without_hidden(session, viewer, seen)
    if seen is None or seen.draft != known.draft:
        raise ListChangedSince(seen, known, find_notes(session, [known.revision])[known.revision])


def _problems(
    session: Session,
    viewer: Viewer,
    draft: TargetDraft,
    reason: str,
    old: frozenset[str],
) -> list[Problem]:
    problems = list(check_draft(draft))
    if draft.agency and _agency(session, draft) is None:
        problems.append(Problem("agency", message("There is no such agency.")))
    added = {entry.project for entry in draft.entries} - old
    known = set(
        session.scalars(
            select(Project.code).where(Project.code.in_(added), on_map(viewer, Project.__table__))
        )
    )
    for code in sorted(added - known):
        said = message("There is no project {code}.", code=code[:60])
        problems.append(Problem("entries", said))
    if not reason.strip():
        problems.append(Problem("reason", message("Say why; it stays in the list’s history.")))
    return problems


def _agency(session: Session, draft: TargetDraft) -> int | None:
    return session.scalar(select(Agency.id).where(Agency.code == draft.agency))


def _columns(session: Session, draft: TargetDraft) -> dict[str, Any]:
    texts = {name: getattr(draft, name).strip() or None for name in ("name_en", "document", "note")}
    return texts | {
        "name": draft.name.strip(),
        "kind": draft.kind,
        "agency_id": _agency(session, draft),
        "closed_on": draft.closed_on,
    }


def _write_entries(
    session: Session,
    list_id: int,
    before: tuple[TargetEntry, ...],
    after: tuple[TargetEntry, ...],
) -> None:
    """Write what differs and nothing else, so that the history tells what somebody did."""
    old, new = {one.key: one for one in before}, {one.key: one for one in after}
    ids = _ids(session, old.keys() | new.keys())
    for key in sorted(old.keys() - new.keys()):
        session.execute(delete(TargetItem).where(*_here(list_id, ids, key)))
    for key in sorted(old.keys() & new.keys()):
        if old[key] != new[key]:
            change = update(TargetItem).where(*_here(list_id, ids, key))
            session.execute(change.values(_said(new[key])))
    added = [
        {"list_id": list_id, "project_id": ids[key[0]], "milestone": key[1], **_said(new[key])}
        for key in sorted(new.keys() - old.keys())
    ]
    if added:
        session.execute(insert(TargetItem), added)


def _ids(session: Session, keys: Iterable[Key]) -> dict[str, int]:
    codes = {code for code, _ in keys}
    found = session.execute(select(Project.code, Project.id).where(Project.code.in_(codes)))
    return {row.code: row.id for row in found}


def _here(list_id: int, ids: dict[str, int], key: Key) -> tuple[ColumnElement[bool], ...]:
    code, milestone = key
    item = TargetItem
    return item.list_id == list_id, item.project_id == ids[code], item.milestone == milestone


def _said(entry: TargetEntry) -> dict[str, Any]:
    return {"target": entry.target, "note": entry.note.strip() or None}

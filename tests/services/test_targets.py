"""Writing lists: one revision each, within rights, and nobody overwritten unseen."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadForm, NotFound
from geoapp.domain.rights import Refused, Viewer
from geoapp.domain.target_drafts import TargetDraft, TargetEntry
from geoapp.models import AuditEntry, Revision
from geoapp.queries.target_states import find_kept, find_revisions
from geoapp.services.targets import ListChangedSince, add_list, save_list
from tests.builders import add_agency, add_project

ALL = Viewer("an", frozenset({"planner"}), None, None)
OTHER = Viewer("binh", frozenset({"approver"}), None, None)
DEC = date(2026, 12, 31)
ENTRY = TargetEntry("A", "completion", DEC)
DRAFT = TargetDraft(name="Danh mục 2026", entries=(ENTRY,))


@pytest.fixture(autouse=True)
def projects(session: Session):
    add_project(session, "A")
    add_project(session, "B")
    add_project(session, "HIDDEN", published=False)
    session.commit()


def kept(session):
    return find_kept(session, "danh-muc")


def added(session, draft=DRAFT, viewer=ALL):
    return add_list(session, "danh-muc", viewer, draft, reason="Theo Kế hoạch 12/KH-UBND")


def saved(session, draft, viewer=ALL, **more):
    return save_list(session, "danh-muc", viewer, draft, reason="Bổ sung", **more)


def test_a_list_is_one_revision_and_one_entry_of_the_log(session):
    revision = added(session)
    assert (kept(session).draft, kept(session).revision) == (DRAFT, revision.id)
    assert (revision.action, revision.reason) == ("targets", "Theo Kế hoạch 12/KH-UBND")
    entry = session.scalars(select(AuditEntry).where(AuditEntry.what == "change-targets")).one()
    assert (entry.who, entry.thing, entry.refused) == ("an", "danh-muc", None)


def test_saving_writes_what_differs_and_the_state_before_can_be_read(session):
    first = added(session)
    changed = replace(DRAFT, entries=(TargetEntry("B", "groundbreaking", DEC),), note="Đợt 2")
    second = saved(session, changed)
    assert kept(session).draft == changed
    assert find_kept(session, "danh-muc", first.id).draft == DRAFT
    assert find_revisions(session, kept(session).id) == [second.id, first.id]


def test_who_saves_on_an_old_version_is_told_by_whom_it_was_changed(session):
    first = added(session)
    saved(session, replace(DRAFT, note="Của Bình"), OTHER)
    with pytest.raises(ListChangedSince) as refused:
        saved(session, replace(DRAFT, name="Tên mới"), seen_revision=first.id)
    assert refused.value.note.actor == "binh"
    assert (refused.value.seen.draft.note, refused.value.now.draft.note) == ("", "Của Bình")


def test_a_project_on_a_changed_day_is_seen_as_a_change_of_the_list(session):
    first = added(session)
    saved(session, replace(DRAFT, entries=(replace(ENTRY, target=date(2027, 1, 1)),)), OTHER)
    with pytest.raises(ListChangedSince):
        saved(session, replace(DRAFT, name="Tên mới"), seen_revision=first.id)


def test_nothing_changed_writes_nothing(session):
    added(session)
    with pytest.raises(BadForm, match="Nothing was changed"):
        saved(session, DRAFT)
    assert len(session.scalars(select(Revision).where(Revision.action == "targets")).all()) == 1


def test_unknown_and_hidden_projects_are_refused_alike(session):
    entries = (TargetEntry("HIDDEN", target=DEC), TargetEntry("NONE", target=DEC))
    viewer = replace(ALL, agency_ids=frozenset({999}))
    with pytest.raises(Refused):
        added(session, replace(DRAFT, entries=entries), viewer)
    approver = Viewer("b", frozenset({"approver"}), None, frozenset({999}))
    with pytest.raises(BadForm) as wrong:
        added(session, replace(DRAFT, entries=entries), approver)
    assert [str(one.sentence) for one in wrong.value.problems] == [
        "There is no project HIDDEN.", "There is no project NONE.",
    ]  # fmt: skip


def test_a_project_the_editor_does_not_see_stays_on_the_list(session):
    added(session, replace(DRAFT, entries=(ENTRY, TargetEntry("HIDDEN", target=DEC))))
    limited = Viewer("c", frozenset({"approver"}), None, frozenset({999}))
    saved(session, replace(DRAFT, entries=()), limited)
    assert [entry.project for entry in kept(session).draft.entries] == ["HIDDEN"]


def test_a_list_of_another_agency_is_not_ours_to_write(session):
    agency = add_agency(session, "SXD")
    add_agency(session, "SYT")
    session.commit()
    ours = Viewer("d", frozenset({"planner"}), frozenset({agency.id}), None)
    added(session, replace(DRAFT, agency="SXD"), ours)
    with pytest.raises(Refused):
        saved(session, replace(DRAFT, agency="SYT"), ours)
    session.rollback()
    saved(session, replace(DRAFT, agency="SYT"))
    with pytest.raises(Refused):
        saved(session, replace(DRAFT, agency="SXD"), ours)


def test_everything_that_is_wrong_is_told_at_once(session):
    added(session)
    with pytest.raises(BadForm) as wrong:
        add_list(session, "danh-muc", ALL, replace(DRAFT, name="", agency="NO"), reason=" ")
    fields = {problem.field for problem in wrong.value.problems}
    assert fields == {"code", "name", "agency", "reason"}


def test_a_list_that_is_not_there_cannot_be_saved(session):
    with pytest.raises(NotFound):
        saved(session, DRAFT)

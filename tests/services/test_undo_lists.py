"""Lists and texts of reports are undone, or the refusal says whose change is later."""

from dataclasses import replace
from datetime import date

import pytest

from geoapp.domain.rights import Refused, Viewer
from geoapp.domain.target_drafts import TargetDraft, TargetEntry
from geoapp.queries.report_texts import TextKey, find_texts
from geoapp.queries.target_states import find_kept
from geoapp.services import project_edits
from geoapp.services.report_texts import write_texts
from geoapp.services.targets import add_list, save_list
from geoapp.services.undo import undo_revision
from geoapp.services.undo_later import LaterChanges
from tests.builders import add_agency, add_project

AN = Viewer("an", frozenset({"planner"}), None, None)
BINH = Viewer("binh", frozenset({"approver"}), None, None)
ONE, TWO = TargetEntry("A", "completion", None), TargetEntry("B", "completion", None)
DRAFT = TargetDraft(name="Danh mục", kind="programme", entries=(ONE,))
KEY = TextKey("2026-11", "vi", None)


@pytest.fixture(autouse=True)
def projects(session):
    for code in "AB":
        add_project(session, code)
    session.commit()


def added(session, draft=DRAFT):
    return add_list(session, "danh-muc", AN, draft, reason="Theo văn bản").id


def saved(session, draft, viewer=AN):
    return save_list(session, "danh-muc", viewer, draft, reason="Bổ sung").id


def kept(session):
    found = find_kept(session, "danh-muc")
    return found and found.draft


def undo(session, number, viewer=AN):
    return undo_revision(session, number, viewer).id


def test_a_changed_list_stands_as_before_and_the_undo_can_be_undone(session):
    added(session)
    changed = replace(DRAFT, name="Tên khác", entries=(TWO,))
    undone = undo(session, saved(session, changed))
    assert kept(session) == DRAFT
    undo(session, undone)
    assert kept(session) == changed


def test_a_list_that_was_added_is_gone_and_comes_back(session):
    undone = undo(session, added(session))
    assert kept(session) is None
    undo(session, undone)
    assert kept(session) == DRAFT


def test_what_somebody_added_since_keeps_the_list(session):
    first = added(session)
    saved(session, replace(DRAFT, entries=(ONE, TWO)), BINH)
    with pytest.raises(LaterChanges) as refused:
        undo(session, first)
    (later,) = refused.value.later
    assert (later.code, later.actor, later.of_project) == ("danh-muc", "binh", False)


def test_an_entry_written_anew_since_stands_in_the_way(session):
    added(session)
    taken = saved(session, replace(DRAFT, entries=()))
    saved(session, DRAFT, BINH)
    with pytest.raises(LaterChanges):
        undo(session, taken)
    assert kept(session) == DRAFT


def test_another_entry_changed_since_does_not(session):
    added(session)
    first = saved(session, replace(DRAFT, entries=(ONE, TWO)))
    saved(session, replace(DRAFT, entries=(replace(ONE, note="Gấp"), TWO)))
    undo(session, first)
    assert kept(session).entries == (replace(ONE, note="Gấp"),)


def test_the_list_of_another_agency_is_not_theirs_to_undo(session):
    ours, _ = add_agency(session, "SXD"), add_agency(session, "SYT")
    session.commit()
    number = added(session, replace(DRAFT, agency="SYT"))
    foreign = Viewer("an", frozenset({"planner"}), frozenset({ours.id}), None)
    with pytest.raises(Refused):
        undo(session, number, foreign)


def test_a_project_that_stands_in_a_list_is_not_taken_from_under_it(session):
    cells = {"name": "Cầu", "sector": "transport", "kind": "bridge", "funding": "unknown",
             "stage": "unknown"}  # fmt: skip
    today = date(2026, 11, 20)
    number = project_edits.add_project(
        session, "C", AN, project_edits.Edit(cells), reason="Mới", today=today
    ).id
    added(session, replace(DRAFT, entries=(TargetEntry("C", "completion", None),)))
    with pytest.raises(LaterChanges):
        undo(session, number)


def write(session, bodies, seen=0):
    return write_texts(session, KEY, AN, bodies, seen_revision=seen).id


def test_a_text_of_a_report_stands_as_before(session):
    first = write(session, {"next": "Một", "signer": "A"})
    second = write(session, {"next": "Hai", "signer": None}, first)
    undone = undo(session, second)
    assert find_texts(session, KEY).bodies == {"next": "Một", "signer": "A"}
    undo(session, undone)
    assert find_texts(session, KEY).bodies == {"next": "Hai"}


def test_a_text_written_since_stands_in_the_way_and_is_named_by_its_period(session):
    first = write(session, {"next": "Một"})
    taken = write(session, {"next": None}, first)
    write(session, {"next": "Ba"}, taken)
    for number in (first, taken):
        with pytest.raises(LaterChanges) as refused:
            undo(session, number)
        assert refused.value.later[0].code == "2026-11"

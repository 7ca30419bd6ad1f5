"""What can be wrong with a list, and who may write it."""

from dataclasses import replace
from datetime import date

import pytest

from geoapp.domain.rights import NOBODY, Viewer
from geoapp.domain.target_drafts import (
    TargetDraft,
    TargetEntry,
    check_code,
    check_draft,
    may_keep,
    propose_code,
)

ENTRY = TargetEntry("TTH-001", "completion", date(2026, 12, 31))
DRAFT = TargetDraft(name="Danh mục 2026", entries=(ENTRY,))


def said(draft):
    return [str(problem.sentence) for problem in check_draft(draft)]


def test_a_whole_list_has_no_problem():
    assert said(DRAFT) == []


def test_a_list_of_works_needs_days_and_a_programme_needs_none():
    undated = replace(DRAFT, entries=(TargetEntry("TTH-001"),))
    assert said(undated) == ["TTH-001 needs a day by which it is to be reached."]
    assert said(replace(undated, kind="programme")) == []


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (replace(DRAFT, name=" "), "The list needs a name."),
        (replace(DRAFT, kind="other"), "Choose what it is."),
        (replace(DRAFT, entries=(ENTRY, ENTRY)), "TTH-001 is listed twice."),
        (replace(DRAFT, note="x" * 50_000), "At most 2000 characters fit here."),
        (
            replace(DRAFT, entries=(replace(ENTRY, milestone="party"),)),
            "TTH-001: choose a milestone.",
        ),
        (
            replace(DRAFT, entries=(replace(ENTRY, target=date(2206, 1, 1)),)),
            "TTH-001: expected a day from 2000 to 2100.",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_told(draft, problem):
    assert said(draft) == [problem]


def test_a_project_may_be_asked_for_two_milestones():
    assert said(replace(DRAFT, entries=(ENTRY, replace(ENTRY, milestone="groundbreaking")))) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Danh mục công trình khởi công, hoàn thành năm 2026",
         "danh-muc-cong-trinh-khoi-cong-hoan-thanh-nam-2026"),
        ("Đường & Cầu", "duong-cau"),
        ("!!!", "danh-muc"),
        ("dự án " * 20, "du-an-du-an-du-an-du-an-du-an-du-an-du-an-du-an-du-an-du-an"),
    ],
)  # fmt: skip
def test_a_code_is_proposed_from_the_name(name, code):
    assert propose_code(name) == code
    assert list(check_code(code)) == []


@pytest.mark.parametrize("code", ["", "Danh-Muc", "a b", "new", "projects", "x" * 61, "../x"])
def test_a_code_that_no_address_can_have_is_refused(code):
    assert len(list(check_code(code))) == 1


def keeper(*roles, agencies=None):
    return Viewer("an", frozenset(roles), agencies, None)


def test_planners_and_approvers_keep_lists_of_their_agencies():
    assert may_keep(keeper("planner"), None)
    assert may_keep(keeper("approver", agencies=frozenset({7})), 7)
    assert may_keep(keeper("planner", agencies=frozenset({7})), 8).refused == "others-list"
    assert may_keep(keeper("planner", agencies=frozenset({7})), None).refused == "others-list"


def test_viewers_and_strangers_keep_none():
    assert may_keep(keeper("viewer"), None).refused == "role"
    assert may_keep(NOBODY, None).refused == "not-signed-in"

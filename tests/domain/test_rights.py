"""Rights are the same for page, API, file and shell: they are asked of plain values."""

from dataclasses import replace

import pytest

from geoapp.domain.errors import NotSignedIn
from geoapp.domain.rights import (
    NOBODY,
    Place,
    Refused,
    Viewer,
    may_administer,
    may_answer,
    may_approve,
    may_change,
    may_plan,
    may_see_draft,
    may_see_map,
    require,
    shell_viewer,
)
from geoapp.domain.traces import ACTIONS, REASONS

OURS, THEIRS = 1, 2
HERE, THERE = 10, 20
INSIDE = Place(OURS, frozenset({HERE, 11}))
ELSEWHERE = Place(OURS, frozenset({THERE}))
OTHERS = Place(THEIRS, frozenset({HERE}))


def somebody(*roles, agencies=(OURS,), areas=(HERE,)):
    return Viewer("hoa", frozenset(roles), frozenset(agencies), frozenset(areas))


PLANNER = somebody("planner")
ADMIN = Viewer("an", frozenset({"admin"}), None, None)


def test_a_public_map_is_everybodys():
    assert may_see_map(NOBODY, public=True)


def test_a_private_map_belongs_to_whoever_signed_in():
    assert may_see_map(NOBODY, public=False).refused == "not-signed-in"
    assert may_see_map(somebody("viewer"), public=False)


@pytest.mark.parametrize(
    ("before", "after", "refused"),
    [
        (INSIDE, INSIDE, None),
        (None, INSIDE, None),
        (INSIDE, None, None),
        (OTHERS, INSIDE, "agency"),
        (INSIDE, OTHERS, "agency"),
        (ELSEWHERE, INSIDE, "area"),
        (INSIDE, ELSEWHERE, "area"),
        (None, ELSEWHERE, "area"),
    ],
)
def test_agency_and_area_are_the_planners_before_and_after(before, after, refused):
    assert may_change(PLANNER, before, after).refused == refused


@pytest.mark.parametrize(
    ("place", "asked", "refused"),
    [
        (INSIDE, (THEIRS, None), None),
        (OTHERS, (THEIRS, OURS), None),
        (OTHERS, (THEIRS, None), "agency"),
        (replace(ELSEWHERE, agency_id=THEIRS), (OURS,), "agency"),
    ],
)
def test_an_agency_that_is_asked_answers_in_its_areas_whoever_leads(place, asked, refused):
    assert may_answer(PLANNER, place, asked).refused == refused


def test_whoever_only_looks_answers_for_nothing():
    assert may_answer(somebody("viewer"), OTHERS, (OURS,)).refused == "role"


def test_a_project_without_agency_or_place_is_nobodys_in_particular():
    assert may_change(PLANNER, None, Place(None, frozenset({HERE}))).refused == "agency"
    assert may_change(PLANNER, None, Place(OURS, frozenset())).refused == "area"
    assert may_change(ADMIN, None, Place(None, frozenset()))


def test_one_of_several_units_is_enough():
    road = Place(OURS, frozenset({HERE, THERE}))
    assert may_change(PLANNER, road, road)


def test_a_planner_without_agencies_or_areas_changes_nothing():
    assert may_change(somebody("planner", agencies=()), None, INSIDE).refused == "agency"
    assert may_change(somebody("planner", areas=()), None, INSIDE).refused == "area"


@pytest.mark.parametrize("roles", [(), ("viewer",), ("approver",), ("viewer", "approver")])
def test_only_planners_and_administrators_plan(roles):
    assert may_plan(somebody(*roles)).refused == "role"
    assert may_change(somebody(*roles), INSIDE, INSIDE).refused == "role"


@pytest.mark.parametrize("role", ["planner", "approver", "admin"])
def test_a_draft_is_seen_where_it_is_ones_own(role):
    assert may_see_draft(somebody(role), INSIDE)
    assert may_see_draft(somebody(role), OTHERS).refused == "agency"
    assert may_see_draft(somebody(role), ELSEWHERE).refused == "area"


def test_viewers_see_no_drafts():
    assert may_see_draft(somebody("viewer"), INSIDE).refused == "role"
    assert may_see_draft(NOBODY, INSIDE).refused == "not-signed-in"


def test_nobody_approves_their_own_upload():
    both = somebody("planner", "approver")
    assert may_approve(both, author="hoa", places=[INSIDE]).refused == "own-upload"
    assert may_approve(both, author="lan", places=[INSIDE])
    assert may_approve(ADMIN, author="an").refused == "own-upload"


def test_an_approver_approves_what_is_theirs():
    approver = somebody("approver")
    assert may_approve(approver, author="lan", places=[INSIDE, OTHERS]).refused == "agency"
    assert may_approve(PLANNER, author="lan", places=[INSIDE]).refused == "role"


def test_only_administrators_administer():
    assert may_administer(ADMIN)
    assert may_administer(somebody("planner", "approver")).refused == "role"
    assert may_administer(NOBODY).refused == "not-signed-in"


def test_the_shell_may_do_everything_and_says_who_it_is():
    shell = shell_viewer("root")
    assert shell.name == "shell:root"
    assert may_administer(shell)
    assert may_change(shell, None, OTHERS)


def test_a_refusal_says_why_and_what():
    with pytest.raises(Refused) as refused:
        require(may_administer(PLANNER), PLANNER, "administer", "/admin")
    assert (refused.value.reason, refused.value.what, refused.value.thing) == (
        "role",
        "administer",
        "/admin",
    )
    assert refused.value.detail == REASONS["role"]


def test_nobody_is_asked_to_sign_in_rather_than_refused():
    with pytest.raises(NotSignedIn):
        require(may_administer(NOBODY), NOBODY, "administer")


def test_what_is_allowed_passes():
    require(may_administer(ADMIN), ADMIN, "administer")


def test_who_sees_the_same_shares_kept_answers():
    assert NOBODY.reach is somebody("viewer").reach is None
    assert PLANNER.reach == Viewer("lan", PLANNER.roles, PLANNER.agency_ids, PLANNER.area_ids).reach
    assert PLANNER.reach != somebody("planner", areas=(THERE,)).reach
    assert ADMIN.reach == (None, None)


def test_the_address_makes_no_other_viewer():
    assert Viewer("hoa", address="192.0.2.1") == Viewer("hoa", address="192.0.2.2")


def test_traces_carry_who_and_from_where():
    viewer = Viewer("hoa", address="192.0.2.1")
    trace = viewer.trace("make-token", "QGIS", days=90)
    assert (trace.who, trace.address, trace.refused) == ("hoa", "192.0.2.1", None)
    assert trace.details == {"days": 90}
    assert viewer.refusal("role", "administer").refused == "role"


@pytest.mark.parametrize("code", [*ACTIONS, *REASONS])
def test_codes_of_the_log_are_words_that_the_database_takes(code):
    assert code.replace("-", "").isalpha()
    assert code == code.lower()

"""Milestones are changed together, checked together, and bend the plan where they say a percent."""

from datetime import date

import pytest
from sqlalchemy import select

from geoapp.domain.errors import BadForm
from geoapp.models import Milestone, ProgressReport
from geoapp.services.following.milestones import MilestoneCells, change_milestones
from geoapp.services.project_edits import Doubts
from geoapp.services.undo import undo_revision
from tests.builders import add_agency, add_milestone, add_report
from tests.services.following.conftest import AN, current, writing

pytestmark = pytest.mark.usefixtures("bridge")


def change(session, *rows, lang="vi", **given):
    listed = [MilestoneCells(n, one.pop("id", None), one, removed=one.pop("removed", False))
              for n, one in enumerate(dict(row) for row in rows)]  # fmt: skip
    return change_milestones(session, "C-1", listed, writing(lang=lang, **given))


def found(session):
    rows = session.scalars(select(Milestone).order_by(Milestone.planned))
    return [(one.kind, one.name, one.planned, one.actual) for one in rows]


def problems(caught):
    return [one.field for one in caught.value.problems]


def test_several_are_added_as_one_revision(session):
    revision = change(
        session,
        {"kind": "groundbreaking", "planned": "15/03/2026", "actual": "2/4/2026"},
        {"kind": "other", "name": "Hợp long", "planned": "1/9/2026", "planned_progress": "62,5"},
    )
    assert found(session) == [
        ("groundbreaking", "Khởi công", date(2026, 3, 15), date(2026, 4, 2)),
        ("other", "Hợp long", date(2026, 9, 1), None),
    ]
    assert set(session.scalars(select(Milestone.revision_id))) == {revision.id}


def test_a_percent_bends_the_plan_that_reports_are_compared_with(session):
    report = add_report(session, current(session), "2026-07", 40, reported_on=date(2026, 7, 2))
    change(session, {"kind": "other", "name": "Trụ", "planned": "2/7/2026",
                     "planned_progress": "30"})  # fmt: skip
    session.expire_all()
    assert session.get(ProgressReport, report.id).planned_progress == 30


def test_one_is_changed_one_removed_and_undo_brings_both_back(session):
    project = current(session)
    first = add_milestone(session, project, date(2026, 3, 1), name="Một")
    second = add_milestone(session, project, date(2026, 6, 1), name="Hai")
    before = found(session)
    revision = change(
        session,
        {"id": first.id, "kind": "other", "name": "Một", "planned": "1/4/2026"},
        {"id": second.id, "removed": True},
    )
    assert found(session) == [("other", "Một", date(2026, 4, 1), None)]
    undo_revision(session, revision.id, AN)
    assert found(session) == before


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"kind": "other", "planned": "1/3/2026"}, "name-0"),
        ({"kind": "groundbreaking"}, "planned-0"),
        ({"kind": "groundbreaking", "planned": "31/02/2026"}, "planned-0"),
        ({"kind": "party", "planned": "1/3/2026"}, "kind-0"),
        ({"planned": "1/3/2026"}, "kind-0"),
        (
            {"kind": "completion", "planned": "1/3/2026", "planned_progress": "100,5"},
            "planned_progress-0",
        ),
        (
            {"kind": "completion", "planned": "1/3/2026", "planned_progress": "-1"},
            "planned_progress-0",
        ),
        ({"kind": "completion", "planned": "1/3/2026", "actual": "21/11/2026"}, "actual-0"),
        ({"kind": "other", "name": "x" * 50_000, "planned": "1/3/2026"}, "name-0"),
        ({"id": 99_999, "kind": "completion", "planned": "1/3/2026"}, "kind-0"),
    ],
)
def test_what_cannot_be_is_refused_with_its_field(session, row, field):
    with pytest.raises(BadForm) as caught:
        change(session, row)
    assert field in problems(caught)
    assert found(session) == []


def test_of_groundbreaking_there_is_one(session):
    row = {"kind": "groundbreaking", "planned": "1/3/2026"}
    with pytest.raises(BadForm) as caught:
        change(session, row, row)
    assert problems(caught) == ["kind-1"]


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ([{"kind": "completion", "planned": "31/12/2025"}], "planned-0"),
        ([{"kind": "completion", "planned": "1/3/2026", "actual": "31/12/2025"}], "actual-0"),
        ([{"kind": "completion", "planned": "1/3/2026", "forecast": "1/10/2026"}], "forecast-0"),
        ([{"kind": "completion", "planned": "9/2026"}], "planned-0"),
        ([{"kind": "other", "name": "A", "planned": "1/3/2026", "planned_progress": "50"},
          {"kind": "other", "name": "B", "planned": "1/5/2026", "planned_progress": "40"}],
         "planned_progress-1"),
    ],
)  # fmt: skip
def test_what_looks_odd_is_looked_at_once_more(session, rows, field):
    with pytest.raises(Doubts) as caught:
        change(session, *rows, confirmed=False)
    assert problems(caught) == [field]
    change(session, *rows, confirmed=True)
    assert len(found(session)) == len(rows)


def test_nothing_changed_is_told(session):
    one = add_milestone(session, current(session), date(2026, 3, 1), name="Một")
    with pytest.raises(BadForm) as caught:
        change(session, {"id": one.id, "kind": "other", "name": "Một", "planned": "1/3/2026"})
    assert "Nothing was changed" in str(caught.value)


def test_a_program_sends_plain_values(session):
    change(session, {"kind": "completion", "planned": "2026-12-01", "planned_progress": 62.5},
           lang=None)  # fmt: skip
    assert session.scalar(select(Milestone.planned_progress)) == 62.5


def test_what_the_agency_expects_of_the_completion_is_the_stated_finish(session):
    change(session, {"kind": "completion", "planned": "1/1/2027", "forecast": "30/6/2027"})
    assert current(session).forecast_finish == date(2027, 6, 30)


def test_a_finish_stated_elsewhere_outlives_the_change_of_another_milestone(session):
    change(session, {"kind": "completion", "planned": "1/1/2027"})
    current(session).forecast_finish = date(2028, 7, 31)
    change(session, {"kind": "other", "name": "Trụ", "planned": "2/7/2026"})
    assert current(session).forecast_finish == date(2028, 7, 31)


@pytest.fixture
def careful(session):
    """The agency of the project wants a second person; it has one milestone."""
    project = current(session)
    project.lead_agency_id = add_agency(session, "SXD", needs_approval=True).id
    return add_milestone(session, project, date(2026, 6, 1), kind="completion", name="Hoàn thành")


def test_what_is_expected_is_said_without_a_second_person(session, careful):
    row = {"id": careful.id, "kind": "completion", "planned": "1/6/2026"}
    change(session, row | {"forecast": "1/2/2027"})
    assert session.get(Milestone, careful.id).forecast == date(2027, 2, 1)


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"planned": "1/7/2026"}, "planned-0"),
        ({"removed": True}, "kind-0"),
        ({"id": None, "kind": "groundbreaking"}, "kind-0"),
    ],
)
def test_the_plan_changes_with_a_second_person_alone(session, careful, row, field):
    known = {"id": careful.id, "kind": "completion", "planned": "1/6/2026"}
    with pytest.raises(BadForm) as caught:
        change(session, known | row)
    assert problems(caught) == [field]

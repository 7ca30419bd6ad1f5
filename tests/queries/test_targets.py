"""Lists with what has come of them: by the filter, by the day, by who looks."""

from datetime import date

import pytest

from geoapp.models import TargetItem, TargetList
from geoapp.queries.targets import find_list, find_lists
from tests.builders import add_milestone, add_project, add_report, ask, revise

OCT = date(2026, 10, 31)


@pytest.fixture
def put(session):
    """Puts projects on the list `danh-muc`."""

    def add(*items):
        revise(session)
        row = TargetList(code="danh-muc", name="Danh mục")
        session.add(row)
        session.flush()
        session.add_all(
            TargetItem(list_id=row.id, project_id=project.id, milestone=milestone, target=target)
            for project, milestone, target in items
        )
        session.flush()

    return add


def results(session, **filters):
    view = find_list(session, ask(session, **filters), "danh-muc")
    return {row.code: row.result for row in view.rows}


def test_the_milestone_of_that_kind_says_whether_it_was_reached(session, put):
    project = add_project(session, "A", stage="implementation")
    add_milestone(session, project, OCT, kind="land_handover", actual=date(2026, 11, 5))
    add_milestone(session, project, OCT, kind="other", actual=OCT)
    put((project, "land_handover", OCT))
    assert results(session)["A"].code == "reached_late"
    assert results(session)["A"].days_late == 5


def test_the_forecast_is_the_one_of_the_pace(session, put):
    project = add_project(session, "A", stage="implementation")
    for month, progress in (("2026-08", 40), ("2026-09", 50), ("2026-10", 60), ("2026-11", 70)):
        add_report(session, project, month, progress)
    put((project, "completion", date(2026, 12, 31)))
    found = results(session)["A"]
    # 30 points in 92 days leave 30 points for the 92 days behind 15 November.
    assert (found.code, found.on) == ("expected_late", date(2027, 2, 15))


def test_the_filter_narrows_the_rows_and_tells_how_many_there_are(session, put):
    road, school = add_project(session, "A"), add_project(session, "B", sector="education")
    put((road, "completion", OCT), (school, "completion", OCT))
    view = find_list(session, ask(session, sector="education"), "danh-muc")
    assert ([row.code for row in view.rows], view.total) == (["B"], 2)


def test_a_draft_is_neither_shown_nor_counted(session, put):
    put((add_project(session, "A", published=False), "completion", OCT))
    view = find_list(session, ask(session), "danh-muc")
    assert (list(view.rows), view.total) == ([], 0)


def test_the_worst_comes_first(session, put):
    done = add_project(session, "A", stage="completion", actual_finish=OCT)
    late, later = (add_project(session, code, stage="implementation") for code in "BC")
    for project in (late, later):
        add_report(session, project, "2026-11", 50)
    put(
        (done, "completion", OCT),
        (late, "completion", OCT),
        (later, "completion", date(2026, 9, 1)),
    )
    view = find_list(session, ask(session), "danh-muc")
    assert [row.code for row in view.rows] == ["C", "B", "A"]
    assert {name: count for name, count in view.counts.items() if count} == {
        "overdue": 2, "reached": 1,
    }  # fmt: skip


def test_a_list_that_is_not_there_is_none(session):
    assert find_list(session, ask(session), "khong-co") is None


def test_the_sample_has_a_list_of_works_and_the_programmes_of_the_documents(sample_session):
    found = find_lists(sample_session, ask(sample_session))
    kinds = [view.head["kind"] for view in found]
    assert (kinds.count("list"), kinds.count("programme")) == (2, 39)
    assert all(view.rows for view in found if view.head["kind"] == "list")


def test_before_the_first_load_there_is_no_list(sample_session):
    assert find_lists(sample_session, ask(sample_session, as_of="2020-01-01")) == []

"""What waits for a word, and for whom."""

from geoapp.domain.rights import Viewer
from geoapp.queries.report_waiting import count_waiting_reports, find_waiting
from tests.builders import TODAY, add_project, add_report

APPROVER = Viewer("binh", frozenset({"approver"}), None, None)


def waiting(session, viewer=APPROVER):
    return find_waiting(session, viewer, TODAY, limit=10)


def test_only_the_newest_of_a_month_waits(session):
    project = add_project(session)
    add_report(session, project, "2026-11", 1, accepted=False)
    newest = add_report(session, project, "2026-11", 2, accepted=False)
    assert [one.report.id for one in waiting(session)] == [newest.id]


def test_what_it_would_correct_is_known(session):
    project = add_project(session)
    counting = add_report(session, project, "2026-11", 40)
    add_report(session, project, "2026-10", 30)
    add_report(session, project, "2026-11", 41, accepted=False)
    (one,) = waiting(session)
    assert (one.counting.id, one.facts.before[1]) == (counting.id, 30.0)


def test_decided_ones_do_not_wait(session):
    project = add_project(session)
    add_report(session, project, "2026-11", 1, accepted=False, returned=True)
    assert waiting(session) == []


def test_ones_own_is_shown_and_not_counted(session):
    add_report(session, add_project(session), "2026-11", 1, accepted=False, reported_by="binh")
    assert len(waiting(session)) == 1
    assert count_waiting_reports(session, APPROVER) == 0
    assert count_waiting_reports(session, APPROVER, own=True) == 1


def test_others_projects_and_planners_have_none(session):
    add_report(session, add_project(session), "2026-11", 1, accepted=False)
    stranger = Viewer("nga", frozenset({"approver"}), frozenset({0}), None)
    planner = Viewer("an", frozenset({"planner"}), None, None)
    assert waiting(session, stranger) == []
    assert count_waiting_reports(session, planner) == 0

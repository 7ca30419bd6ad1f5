"""Lists of reports: their states, and who sees which."""

from dataclasses import replace

from geoapp.domain.rights import Viewer
from geoapp.queries.reports import count_reports, find_reports
from tests.builders import add_project, add_report, ask

APPROVER = Viewer("binh", frozenset({"approver"}), None, None)


def states(session, project, viewer=APPROVER):
    lines = find_reports(session, asked(session, viewer), project=project.code, limit=100)
    return [(line.progress, line.state) for line in lines]


def asked(session, viewer, **filters):
    return replace(ask(session, **filters), viewer=viewer)


def test_each_state_has_its_name(session):
    project = add_project(session)
    add_report(session, project, "2026-09", 1, accepted=False)
    add_report(session, project, "2026-09", 2)
    add_report(session, project, "2026-09", 3)
    add_report(session, project, "2026-10", 4, accepted=False, returned=True)
    add_report(session, project, "2026-10", 5, accepted=False)
    assert states(session, project) == [
        (1, "replaced"),
        (2, "corrected"),
        (3, "accepted"),
        (4, "returned"),
        (5, "waiting"),
    ]


def test_a_correction_that_waits_leaves_the_accepted_one_counting(session):
    project = add_project(session)
    add_report(session, project, "2026-09", 1)
    add_report(session, project, "2026-09", 2, accepted=False)
    assert states(session, project) == [(1, "accepted"), (2, "waiting")]


def test_only_accepted_ones_are_for_everybody(session):
    project = add_project(session)
    add_report(session, project, "2026-09", 1)
    add_report(session, project, "2026-09", 2, accepted=False)
    foreign = Viewer("lan", frozenset({"planner"}), frozenset({0}), None)
    for viewer in (Viewer(), Viewer("em", frozenset({"viewer"}), None, None), foreign):
        assert states(session, project, viewer) == [(1, "accepted")]


def test_counting_agrees_with_listing(session):
    project = add_project(session)
    for month in ("2026-08", "2026-09", "2026-10"):
        add_report(session, project, month, 5)
    wanted = asked(session, APPROVER, month="2026-09")
    assert count_reports(session, wanted, project.code) == 1
    assert len(find_reports(session, wanted, project=project.code, limit=5)) == 1


def test_when_it_came_does_not_move_with_a_decision(session):
    project = add_project(session)
    row = add_report(session, project, "2026-09", 1, accepted=False)
    (before,) = find_reports(session, asked(session, APPROVER), project=project.code, limit=1)
    row.accepted, row.decided_by = True, "binh"
    session.flush()
    (after,) = find_reports(session, asked(session, APPROVER), project=project.code, limit=1)
    assert (after.reported_at, after.decided_by) == (before.reported_at, "binh")


def test_a_page_begins_where_the_one_before_ended(session):
    for code in ("A", "B"):
        project = add_project(session, code)
        for month in (8, 9, 10):
            add_report(session, project, f"2026-{month:02}", month)
    wanted = asked(session, APPROVER)
    pages = [find_reports(session, wanted, limit=2, offset=offset) for offset in (0, 2, 4, 6)]
    assert [[(one.project, one.month.month) for one in page] for page in pages] == [
        [("A", 8), ("A", 9)], [("A", 10), ("B", 8)], [("B", 9), ("B", 10)], []]  # fmt: skip

"""Months of each project: the last accepted word of each, of the wanted projects alone."""

from datetime import date

from geoapp.queries.project_months import find_project_months
from tests.builders import add_project, add_report, ask

FIRST = date(2026, 6, 1)


def told(session, first=FIRST, **filters):
    found = find_project_months(session, ask(session, **filters), first)
    return {code: [(one.month.month, one.progress) for one in ms] for code, ms in found.items()}


def test_each_month_has_its_last_accepted_word(session):
    project = add_project(session, "A")
    for progress, accepted in ((10, True), (12, True), (99, False)):
        add_report(session, project, "2026-07", progress, accepted=accepted)
    add_report(session, project, "2026-06", 5)
    assert told(session) == {"A": [(6, 5), (7, 12)]}


def test_other_projects_and_earlier_months_are_left_out(session):
    for code, sector in (("A", "transport"), ("B", "tourism")):
        project = add_project(session, code, sector=sector)
        add_report(session, project, "2026-05", 1)
        add_report(session, project, "2026-08", 2)
    assert told(session, sector="tourism") == {"B": [(8, 2)]}


def test_a_month_asked_for_is_the_last_one(session):
    project = add_project(session, "A")
    add_report(session, project, "2026-07", 10)
    add_report(session, project, "2026-08", 20)
    assert told(session, month="2026-07") == {"A": [(7, 10)]}

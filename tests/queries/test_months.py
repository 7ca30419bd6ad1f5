"""The months that reports speak of."""

from datetime import date

from geoapp.queries.months import find_months
from tests.builders import TODAY, add_project, add_report


def test_from_the_first_accepted_report_to_the_last(session):
    project = add_project(session, "P")
    for month in ("2026-03", "2026-09"):
        add_report(session, project, month, 10)
    add_report(session, project, "2026-01", 5, accepted=False)
    assert find_months(session, TODAY) == (date(2026, 3, 1), date(2026, 9, 1))


def test_without_reports_there_are_none(session):
    assert find_months(session, TODAY) is None

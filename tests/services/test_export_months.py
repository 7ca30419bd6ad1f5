"""Reports are read for an export only where its sections draw them."""

import pytest

from geoapp.exports.options import ExportOptions
from geoapp.services.export_months import find_told_months
from tests.builders import add_report, ask
from tests.queries.test_set_months import add_planned


@pytest.fixture
def told(session):
    project = add_planned(session, "A")
    add_report(session, project, "2026-10", 40, disbursed_vnd=30 * 10**9)

    def find(*sections):
        return find_told_months(session, ask(session), ExportOptions(sections=sections))

    return find


def test_map_and_table_read_no_reports(told):
    assert told("map", "table") is None


def test_charts_take_averages_and_sums(told):
    found = told("charts")
    assert [(one.month.month, one.actual, one.reports) for one in found.works] == [(10, 40, 1)]
    assert [one.paid_vnd for one in found.paid] == [30 * 10**9]
    assert found.plan_vnd == 100 * 10**9
    assert found.of_project == {}


def test_pages_of_projects_take_each_ones_own_months(told):
    found = told("projects")
    assert [one.actual for one in found.of_project["A"]] == [40]
    assert found.works == ()

"""Planners see on every page what is due; nobody else does."""

from dataclasses import replace
from datetime import date

import pytest

from geoapp.app import create_app
from tests.web.conftest import BROWSER
from tests.web.recognised import recognising
from tests.web.reports.offices import found_office


@pytest.fixture
def band(settings, database, own_session):
    office = found_office(own_session)

    def asked(day, name):
        app = create_app(replace(settings, today=date.fromisoformat(day)), database)
        client = recognising(app, **office.people)
        text = client.get("/changes", headers={"Accept": BROWSER, "X-Name": name}).text
        found = text.partition('<p class="report-band')[2].partition("<a ")[0]
        return found.partition(">")[2].strip()

    return asked


def test_before_the_day_it_says_what_is_due(band):
    said = "Báo cáo tháng 11/2026 đến hạn ngày 20/11/2026: còn 3 dự án chưa báo cáo."
    assert band("2026-11-18", "hoa") == said


def test_after_the_day_it_says_what_is_overdue(band):
    said = "Báo cáo tháng 11/2026 đã quá hạn từ ngày 20/11/2026: còn 3 dự án chưa báo cáo."
    assert band("2026-11-21", "hoa") == said


def test_approvers_and_visitors_have_no_band(band):
    assert band("2026-11-21", "minh") == band("2026-11-21", "em") == ""

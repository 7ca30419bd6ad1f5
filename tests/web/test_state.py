"""A request brings its language and the office's day along."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from geoapp.web import state
from geoapp.web.state import clock, language, today


@pytest.mark.parametrize(
    ("query", "lang"),
    [
        ("", "vi"),
        ("lang=en", "en"),
        ("lang=vi", "vi"),
        ("lang=EN", "vi"),
        ("lang=", "vi"),
        ("lang=en&lang=vi", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_else_vietnamese(app, query, lang):
    with app.test_request_context(f"/?{query}"):
        assert language() == lang


class Late(datetime):
    """A clock that stands at 18:30 in Greenwich, which is after midnight in Vietnam."""

    @classmethod
    def now(cls, tz=None):
        return datetime(2026, 11, 20, 18, 30, tzinfo=UTC).astimezone(tz)


def test_today_is_the_offices_day_and_not_the_servers(settings, monkeypatch):
    monkeypatch.setattr(state, "datetime", Late)
    hue = replace(settings, today=None)
    assert today(hue) == date(2026, 11, 21)
    assert today(replace(hue, time_zone=ZoneInfo("Europe/London"))) == date(2026, 11, 20)


def test_the_clock_holds_the_thresholds_of_the_settings(app, settings):
    with app.test_request_context("/"):
        found = clock()
    assert (found.today, found.zone) == (settings.today, "Asia/Ho_Chi_Minh")
    assert (found.rule.points, found.rule.due_day) == (
        settings.late_points, settings.report_due_day)  # fmt: skip

"""The worker reminds from the office's hour on."""

from dataclasses import replace
from datetime import datetime

from geoapp.jobs.reminders import remind_if_due


def test_nothing_goes_out_before_the_offices_hour(settings, database):
    away = replace(settings, smtp_host="127.0.0.1", smtp_port=1, today=None)
    early = datetime(2026, 11, 18, 7, 59, tzinfo=settings.time_zone)
    assert remind_if_due(away, database.app_engine, early) == 0


def test_without_anybody_to_remind_no_server_is_asked(settings, database):
    away = replace(settings, smtp_host="127.0.0.1", smtp_port=1, today=None)
    late = datetime(2026, 11, 18, 8, 0, tzinfo=settings.time_zone)
    assert remind_if_due(away, database.app_engine, late) == 0

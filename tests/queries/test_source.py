"""The data as they are, as they were recorded on a day, and as a month's reports say."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from geoapp.queries.details import get_details
from geoapp.queries.features import count_projects, find_features, get_feature
from geoapp.queries.source import end_of_day
from tests.builders import (
    ZONE,
    add_baseline,
    add_project,
    add_report,
    ask,
    geometry,
    plain,
)

LATER = date(2026, 12, 31)


@pytest.fixture
def recorded(owner_session):
    """Project A: recorded on 1 November in Huế, renamed and moved on the 5th, gone on the 10th."""
    project = add_project(owner_session, "A", name="Tên cũ", wkt="POINT(107 16)")
    project.name, project.geometry = "Tên mới", geometry("POINT(108 16)")
    owner_session.flush()
    owner_session.delete(project)
    owner_session.flush()
    for name, since, until in [("cũ", "11-01", "11-05"), ("mới", "11-05", "11-10")]:
        owner_session.execute(
            text(
                f"UPDATE project_history SET recorded_at = '2026-{since} 12:00+07',"
                f" superseded_at = '2026-{until} 12:00+07' WHERE name = 'Tên {name}'"
            )
        )
    return owner_session


def names(session, **filters):
    found = plain(find_features(session, ask(session, today=LATER, **filters), limit=9))
    return [feature["properties"]["name"] for feature in found]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-10-31", []),
        ("2026-11-01", ["Tên cũ"]),
        ("2026-11-04", ["Tên cũ"]),
        ("2026-11-05", ["Tên mới"]),
        ("2026-11-09", ["Tên mới"]),
        ("2026-11-10", []),
        ("0001-01-01", []),
    ],
)
def test_the_data_as_recorded_at_the_end_of_a_day(recorded, day, expected):
    assert names(recorded, as_of=day) == expected


def test_now_only_the_present_state_counts(recorded):
    assert names(recorded) == []


def test_the_place_is_that_of_its_day_as_well(recorded):
    for day, x in (("2026-11-04", 107), ("2026-11-06", 108)):
        (feature,) = find_features(recorded, ask(recorded, today=LATER, as_of=day), limit=2)
        assert plain(feature)["geometry"]["coordinates"] == [x, 16]


def test_an_old_name_is_searched_on_its_own_day_only(recorded):
    assert names(recorded, as_of="2026-11-04", q="ten cu") == ["Tên cũ"]
    assert names(recorded, as_of="2026-11-06", q="ten cu") == []


def test_days_end_at_midnight_in_vietnam():
    assert end_of_day(date(2026, 11, 20), ZONE) == datetime(2026, 11, 20, 17, tzinfo=UTC)


@pytest.mark.parametrize(("instant", "counted"), [("23:59:59.9+07", 1), ("24:00+07", 0)])
def test_the_last_moment_of_a_day_belongs_to_it(owner_session, instant, counted):
    add_project(owner_session, "A")
    owner_session.execute(text("ALTER TABLE project DISABLE TRIGGER USER"))
    owner_session.execute(text(f"UPDATE project SET recorded_at = '2026-11-20 {instant}'"))
    assert count_projects(owner_session, ask(owner_session, as_of="2026-11-20")) == counted


def test_what_was_replaced_at_midnight_still_counts_for_the_day_before(recorded):
    recorded.execute(
        text(
            "UPDATE project_history SET superseded_at = '2026-11-05 00:00+07' WHERE name = 'Tên cũ'"
        )
    )
    assert names(recorded, as_of="2026-11-04") == ["Tên cũ"]


def test_a_change_within_one_transaction_leaves_one_state(session):
    project = add_project(session, "A", name="Một")
    project.name = "Hai"
    session.flush()
    today = session.scalar(text("SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date"))
    wanted = ask(session, today=today, as_of=today)
    assert [
        one["properties"]["name"] for one in plain(find_features(session, wanted, limit=9))
    ] == ["Hai"]


def test_before_the_first_load_there_is_nothing(sample_session):
    assert count_projects(sample_session, ask(sample_session, as_of="2020-01-01")) == 0


@pytest.fixture
def reported(session):
    """A project planned for 2026 with reports of September, corrected once, and of October."""
    project = add_project(session, "A")
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    add_report(session, project, "2026-09", 30)
    add_report(session, project, "2026-09", 70, reported_on=date(2026, 9, 18))
    add_report(session, project, "2026-09", 99, accepted=False)
    add_report(session, project, "2026-10", 40)
    return session


@pytest.mark.parametrize(
    ("month", "progress", "last_report", "status"),
    [
        ("2026-09", 70, date(2026, 9, 18), "on_time"),
        ("2026-10", 40, date(2026, 10, 15), "late"),
        ("2026-08", None, None, "not_reported"),
        ("2026-11", None, None, "not_reported"),
        ("9999-12", None, None, "not_reported"),
    ],
)
def test_a_months_own_last_accepted_report_counts(reported, month, progress, last_report, status):
    found = get_feature(reported, ask(reported, month=month), "A")["properties"]
    said = last_report and last_report.isoformat()
    assert (found["progress"], found["last_report"]) == (progress, said)
    assert found["schedule"] == status


def test_without_a_month_the_last_report_counts(reported):
    found = get_feature(reported, ask(reported), "A")["properties"]
    assert (found["progress"], found["schedule"]) == (40, "late")


def test_a_range_of_progress_is_read_in_the_month(reported):
    assert count_projects(reported, ask(reported, month="2026-09", progress="70-70")) == 1
    assert count_projects(reported, ask(reported, month="2026-10", progress="70-70")) == 0


@pytest.fixture
def told_later(owner_session):
    """Project A of 1 November, whose September report was accepted on the 15th only."""
    project = add_project(owner_session, "A")
    add_report(owner_session, project, "2026-08", 20)
    add_report(owner_session, project, "2026-09", 30)
    for table in ("project", "progress_report"):
        owner_session.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
    owner_session.execute(text("UPDATE project SET recorded_at = '2026-11-01 12:00+07'"))
    owner_session.execute(
        text(
            "UPDATE progress_report SET recorded_at = CASE WHEN month = '2026-09-01'"
            " THEN '2026-11-15 12:00+07'::timestamptz ELSE '2026-11-01 12:00+07' END"
        )
    )
    return owner_session


@pytest.mark.parametrize(("day", "progress"), [("2026-11-14", None), ("2026-11-15", 30)])
def test_a_month_as_of_a_day_knows_only_what_was_recorded_by_then(told_later, day, progress):
    wanted = ask(told_later, today=LATER, as_of=day, month="2026-09")
    assert get_feature(told_later, wanted, "A")["properties"]["progress"] == progress


def test_the_details_as_of_a_day_show_no_later_report(told_later):
    wanted = ask(told_later, today=LATER, as_of="2026-11-14")
    reports = get_details(told_later, wanted, "A").reports
    assert [report.month for report in reports] == [date(2026, 8, 1)]

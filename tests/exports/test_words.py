"""A project in words, unknown said as unknown."""

from datetime import date

import pytest

from geoapp.exports import words

NOTHING = dict.fromkeys(
    ("schedule", "days_late", "progress", "planned_progress", "planned_finish", "forecast_finish",
     "actual_finish", "accuracy_m")
) | {"stage": "unknown", "position": "none", "areas": []}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"schedule": "late", "days_late": 132}, "Chậm 132 ngày"),
        ({"schedule": "on_time"}, "Đúng kế hoạch"),
        ({"stage": "suspended"}, "Tạm dừng"),
    ],
)
def test_the_schedule_is_said_in_words(given, said):
    assert words.schedule_words(NOTHING | given, "vi") == said


def test_what_nobody_reported_is_not_zero():
    assert words.progress_words(NOTHING, "vi") == "chưa báo cáo"
    assert words.progress_words(NOTHING | {"progress": 0.0}, "vi") == "0%"
    given = NOTHING | {"progress": 45.2, "planned_progress": 47.5}
    assert words.progress_words(given, "vi") == "45,2% / 47,5%"
    assert words.works_words(given, "vi") == "45% / 48"


def test_a_forecast_is_said_where_it_differs():
    planned, forecast = date(2026, 6, 30), date(2026, 11, 9)
    given = NOTHING | {"planned_finish": planned, "forecast_finish": forecast}
    assert words.finish_words(given, "vi") == "30/06/2026, dự\xa0báo\xa009/11/2026"
    assert words.finish_words(given | {"forecast_finish": planned}, "vi") == "30/06/2026"
    assert words.finish_words(NOTHING, "vi") == ""


def test_a_position_says_how_far_it_may_be_off():
    given = NOTHING | {"position": "estimated", "accuracy_m": 1200}
    assert words.position_words(given, "vi") == "Ước lượng, ±\xa01.200\xa0m"


def test_the_latest_of_the_finest_units_are_named():
    tied = [
        ("district:482@2025-06-30", "Huyện Phú Lộc", "geometry"),
        ("commune:1@2024-12-31", "Xã cũ", "document"),
        ("commune:2@2025-07-01", "Xã mới", "geometry"),
        ("commune:3@2025-07-01", "Xã bên", "geometry"),
        ("commune:4@2025-07-01", "Xã nữa", "geometry"),
        ("commune:5@2025-07-01", "Xã sai", "outweighed"),
    ]
    areas = [{"area": ref, "name": name, "basis": basis} for ref, name, basis in tied]
    assert words.area_words(NOTHING | {"areas": areas}, "vi") == "Xã mới, Xã bên và 1 đơn vị khác"


def test_a_standing_says_works_and_plan_in_words_and_silence_once():
    late = NOTHING | {"schedule": "late", "days_late": 132, "progress": 47, "planned_progress": 68}
    assert words.standing_words(late, "vi") == "Chậm 132 ngày · thi công 47%, kế hoạch 68%"
    silent = NOTHING | {"schedule": "not_reported"}
    assert words.standing_words(silent, "vi") == "Chưa báo cáo"

"""The one page for a meeting: what its rows say."""

from fontTools.ttLib import TTFont

from geoapp.domain.differences import BY_NAME, Difference
from geoapp.exports.meeting import Told, _sentences
from geoapp.exports.typeset import FONTS, TEMPLATES

LATE = {"schedule": "late", "days_late": 32, "lead_agency_id": None}


def say(told):
    return list(_sentences(told, {}, "vi"))


def differences(**values):
    return [Difference(BY_NAME[name], *pair) for name, pair in values.items()]


def test_a_turn_of_the_schedule_comes_first():
    found = differences(name=("A", "B"), progress=(20.0, 25.0))
    told = Told(1, "became-late", LATE, ("on_time", "late"), found)
    assert say(told) == ["Đúng kế hoạch → Chậm 32 ngày", "Tiến độ: 20% → 25%", "Tên: A → B"]


def test_what_is_over_two_is_counted():
    found = differences(name=("A", "B"), sector=("health", "urban"), progress=(1.0, 2.0))
    told = Told(1, "changed", LATE, ("late", "late"), found)
    assert say(told) == ["Tiến độ: 1% → 2%", "Tên: A → B", "1 mục khác"]


def test_dates_of_reports_are_left_out():
    found = differences(last_report=(None, "2026-11-01"), planned_progress=(1.0, 2.0))
    assert say(Told(1, "changed", LATE, ("late", "late"), found)) == []


def test_a_new_project_needs_no_comparison():
    assert say(Told(1, "added", LATE, (None, "late"), [])) == []


def test_the_page_draws_the_arrow_that_its_letters_lack():
    letters = TTFont(next(FONTS.rglob("BeVietnamPro-400.ttf"))).getBestCmap()
    assert ord("→") not in letters
    assert '#show "→": box' in (TEMPLATES / "meeting_page.typ").read_text("utf-8")

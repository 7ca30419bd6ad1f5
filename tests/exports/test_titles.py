"""A filter proposes the title and subtitle of its page."""

from datetime import date

import pytest

from geoapp.domain.filters import ProjectFilter
from geoapp.exports.titles import TitleFacts, propose_subtitle, propose_title, small_kind


def facts(*areas, last_day=None, agencies=(), **asked):
    return TitleFacts(
        ProjectFilter(**asked), areas, agencies, "Huế", "So với kế hoạch", 1014, last_day,
        date(2026, 11, 21),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "title"),
    [
        (facts(), "Dự án trọng điểm trên địa bàn Huế"),
        (facts("Huyện Phú Lộc"), "Dự án trọng điểm trên địa bàn huyện\xa0Phú Lộc"),
        (facts("Xã A", "Phường B"), "Dự án trọng điểm trên địa bàn xã\xa0A và phường\xa0B"),
        (facts(sectors=("health", "tourism")), "Dự án y tế và du lịch trên địa bàn Huế"),
    ],
)
def test_the_title_names_area_and_sectors(given, title):
    assert propose_title(given, "vi") == title


def test_the_subtitle_says_what_narrows_and_from_when_it_is():
    given = facts(
        "Huyện Phú Lộc",
        last_day=date(2025, 6, 30),
        schedules=("late",),
        progress=((0.0, 49.9),),
        q=("cảng",),
        month=date(2026, 10, 1),
    )
    assert propose_subtitle(given, "vi") == (
        "So với kế hoạch · 1.014 dự án · Chậm · 0 – 49,9% · “cảng” ·"
        " địa giới hành chính đến 30/06/2025 · báo cáo tháng 10/2026 · số liệu đến 21/11/2026"
    )


def test_the_state_of_an_earlier_day_says_so():
    said = propose_subtitle(facts(as_of=date(2026, 11, 21)), "en")
    assert said.endswith("as recorded on 21 Nov 2026")


@pytest.mark.parametrize(
    ("name", "lang", "said"),
    [
        ("Thành phố Huế", "vi", "thành phố\xa0Huế"),
        ("Thị trấn Lăng Cô", "vi", "thị trấn\xa0Lăng Cô"),
        ("Huyện Phú Lộc", "en", "Huyện Phú Lộc"),
        ("Côn Đảo", "vi", "Côn Đảo"),
    ],
)
def test_the_kind_of_a_unit_is_written_small_within_a_sentence(name, lang, said):
    assert small_kind(name, lang) == said

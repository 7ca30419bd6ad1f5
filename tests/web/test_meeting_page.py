"""One printed page for the meeting, over the real projects."""

import subprocess

from tests.web.conftest import problem


def text_of(pdf: bytes) -> str:
    return subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def test_it_is_one_page_with_title_counts_and_rows(fetch):
    answer = fetch("/changes.pdf?since=2026-11-01")
    assert answer.content_type == "application/pdf"
    said = text_of(answer.data)
    assert said.count("\f") == 1
    assert "Từ kỳ họp trước: 01/11/2026 – 20/11/2026" in said
    assert "thay đổi khác" in said
    assert "Số liệu minh họa" in said


def test_rows_carry_the_numbers_of_the_map_in_the_order_of_the_page(fetch):
    said = text_of(fetch("/changes.pdf?since=2026-11-01&sector=health").data)
    first = fetch("/changes?since=2026-11-01&sector=health&limit=1").json["changes"][0]
    assert first["name"].split()[0] in said


def test_where_nothing_changed_it_says_so(fetch):
    assert "Không có gì thay đổi" in text_of(fetch("/changes.pdf?since=2026-11-01&q=zzzz").data)


def test_it_speaks_english(fetch):
    assert "Since the last meeting" in text_of(fetch("/changes.pdf?since=2026-11-01&lang=en").data)


def test_a_day_and_known_parameters_are_asked_for(fetch):
    assert problem(fetch("/changes.pdf"))["name"] == "since"
    assert problem(fetch("/changes.pdf?since=2026-11-01&paper=a4"))["name"] == "paper"


def test_the_page_of_changes_leads_to_it(browse):
    assert (
        "/changes.pdf?sector=health&amp;since=2026-11-01"
        in browse("/changes?sector=health&since=2026-11-01").text
    )


def test_programs_read_of_obstacles_too(fetch):
    assert set(fetch("/changes?since=2026-11-01").json["obstacles"]) == {
        "raised", "resolved", "open", "overdue",
    }  # fmt: skip

"""The form of one project's month."""

from datetime import UTC, datetime

from tests.web.reading import Page
from tests.web.reports.offices import report

FORM = "/projects/P-1/report?month=2026-11"


def test_it_shows_what_was_reported_before(open_page):
    page = Page(open_page(FORM).text)
    assert "40% (10/2026)" in page.text
    assert "8\xa0tỷ\xa0đồng" in page.text


def test_a_report_is_handed_in_and_shown(desk, send_form):
    answer = send_form(FORM, seen="0", progress="45", done="Đổ bê tông")
    page = desk.get(answer.location, headers={"Accept": "text/html", "X-Name": "hoa"})
    assert "Đã gửi 1 báo cáo." in page.text
    assert "Đổ bê tông" in page.text


def test_what_is_wrong_stands_at_its_field(send_form):
    answer = send_form(FORM, seen="0", progress="39", done="giữ")
    bad = [one["name"] for one in Page(answer.text).all("input") if "aria-invalid" in one]
    assert (answer.status_code, bad) == (422, ["progress"])
    assert ">\ngiữ</textarea>" in answer.text


def test_a_reason_lets_it_pass(send_form):
    assert send_form(FORM, seen="0", progress="39", reason="Đo lại").status_code == 303


def test_the_second_sees_the_first(send_form):
    send_form(FORM, "lan", seen="0", progress="44", done="Lan ghi")
    answer = send_form(FORM, seen="0", progress="46")
    assert (answer.status_code, "Lan ghi" in answer.text) == (412, True)


def test_a_finished_project_can_be_reported_on_all_the_same(open_page, send_form):
    assert open_page("/projects/P-9/report").status_code == 200
    assert send_form("/projects/P-9/report", seen="0", progress="100").status_code == 303


def test_the_comment_of_a_return_is_shown(open_page, own_session):
    report(
        own_session, "P-1", "2026-11", 45, accepted=False, returned=True,
        reported_by="hoa", decided_by="minh", decided_at=datetime.now(UTC),
        comment="Thiếu khối lượng nền",
    )  # fmt: skip
    own_session.commit()
    assert "Thiếu khối lượng nền" in open_page(FORM).text


def test_anothers_project_is_refused_and_a_missing_one_is_missing(open_page):
    assert open_page("/projects/Q-1/report").status_code == 403
    assert open_page("/projects/NONE/report").status_code == 404
    assert open_page(FORM, "em").status_code == 403

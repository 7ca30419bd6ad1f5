"""An approver's page: what waits, accepted or returned with a comment."""

import pytest

from tests.web.reading import Page
from tests.web.reports.offices import report


@pytest.fixture
def waiting(desk, own_session):
    """Two reports of hoa's that wait in the office of `desk`, and one of minh's own."""
    assert desk
    ids = [
        report(own_session, code, "2026-11", 45, accepted=False, reported_by=who)
        for code, who in (("P-1", "hoa"), ("P-2", "hoa"), ("P-3", "minh"))
    ]
    own_session.commit()
    return ids


@pytest.fixture
def decide(desk):
    def send(name="minh", **fields):
        named = {key.replace("_", "-"): value for key, value in fields.items()}
        return desk.post(
            "/reports/decisions", data=named, headers={"Accept": "text/html", "X-Name": name}
        )

    return send


def states(desk):
    address = "/collections/reports/items?month=2026-11&agency=SXD"
    found = desk.get(address, headers={"X-Name": "minh"})
    return {
        one["properties"]["project"]: (one["properties"]["state"], one["properties"]["comment"])
        for one in found.json["features"]
    }


def test_the_page_lists_what_waits_and_how_it_compares(open_page, waiting):
    page = Page(open_page("/reports/waiting", "minh").text)
    assert page.text.count("báo cáo tháng 11/2026") == len(waiting)
    assert "10/2026: 40%" in page.text


def test_one_is_accepted_and_one_returned_with_a_comment(desk, waiting, decide):
    first, second, _ = waiting
    answer = decide(
        report=[str(first), str(second)],
        **{f"decision_{first}": "accept", f"decision_{second}": "return"},
        **{f"comment_{second}": "Thiếu ảnh hiện trường"},
    )
    assert answer.status_code == 303
    assert states(desk) == {
        "P-1": ("accepted", None),
        "P-2": ("returned", "Thiếu ảnh hiện trường"),
        "P-3": ("waiting", None),
    }
    grid = desk.get("/agencies/SXD/reports", headers={"X-Name": "hoa", "Accept": "text/html"})
    assert "Thiếu ảnh hiện trường" in grid.text


def test_a_return_without_a_comment_is_asked_for_and_keeps_the_choice(desk, waiting, decide):
    first, second, _ = waiting
    answer = decide(
        report=[str(first), str(second)],
        **{f"decision_{first}": "accept", f"decision_{second}": "return"},
    )
    assert answer.status_code == 422
    assert "Hãy ghi rõ nội dung cần sửa." in answer.text
    assert states(desk)["P-1"][0] == "waiting"
    chosen = [one for one in Page(answer.text).all("input") if "checked" in one]
    assert {one["name"]: one["value"] for one in chosen}[f"decision-{second}"] == "return"


def test_the_rest_can_be_accepted_at_once_but_not_ones_own(desk, waiting, decide):
    first, second, own = waiting
    assert decide(report=[str(first), str(second)], rest="accept").status_code == 303
    assert [state for state, _ in states(desk).values()] == ["accepted", "accepted", "waiting"]
    assert decide(report=[str(own)], rest="accept").status_code == 403


def test_what_was_decided_meanwhile_is_said_and_the_page_stays(waiting, decide):
    first, *_ = waiting
    fields = {"report": [str(first)], f"decision_{first}": "accept"}
    decide(**fields)
    answer = decide(**fields)
    assert (answer.status_code, "đã được duyệt rồi" in answer.text) == (409, True)


def test_nothing_chosen_is_said(waiting, decide):
    assert decide(report=[str(waiting[0])]).status_code == 422


def test_programs_decide_too(desk, waiting):
    body = [{"report": waiting[0], "accept": True}]
    answer = desk.post("/reports/decisions", json=body, headers={"X-Name": "minh"})
    assert (answer.status_code, answer.json["decided"]) == (200, 1)
    for wrong in ([], {"report": "1", "accept": True}, {"report": 1}, 7):
        answer = desk.post("/reports/decisions", json=wrong, headers={"X-Name": "minh"})
        assert answer.status_code == 400


def test_planners_may_not(open_page, waiting, decide):
    assert open_page("/reports/waiting").status_code == 403
    assert decide("hoa", report=[str(waiting[0])], rest="accept").status_code == 403


@pytest.mark.usefixtures("waiting")
def test_the_header_counts_what_waits_for_whoever_asks(open_page):
    badge = '<em class="nav-count"><span class="visually-hidden">chờ duyệt: </span>2</em>'
    assert badge in open_page("/agencies/SXD/reports", "minh").text
    assert badge not in open_page("/agencies/SXD/reports").text

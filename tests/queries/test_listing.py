"""The list is sorted and paged the same way from every side."""

from datetime import date

import pytest

from geoapp.queries.listing import PAGE_SIZE, SORTS, code_at, list_projects, place_of
from tests.builders import add_baseline, add_project, add_report, ask

YEAR = (date(2026, 1, 1), date(2027, 1, 1))


def codes(session, sort, number=1, **filters):
    return [row.code for row in list_projects(
        session, ask(session, **filters), sort=sort, number=number).rows]  # fmt: skip


@pytest.fixture
def judged(session):
    """One project of each status; the plan of 15 October is at 78.6 %."""
    for code, progress in [("AHEAD", 95), ("ONTIME", 78), ("LATE-A-LITTLE", 70), ("LATE", 10)]:
        project = add_project(session, code)
        add_baseline(session, project, *YEAR)
        add_report(session, project, "2026-10", progress)
    add_project(session, "SILENT")
    add_project(session, "STOPPED", stage="suspended")
    return session


def test_the_worst_come_first(judged):
    assert codes(judged, "worst") == [
        "LATE", "LATE-A-LITTLE", "SILENT", "ONTIME", "AHEAD", "STOPPED"]  # fmt: skip


def test_the_least_progress_first_and_the_unknown_last(judged):
    assert codes(judged, "progress") == [
        "LATE", "LATE-A-LITTLE", "ONTIME", "AHEAD", "SILENT", "STOPPED"]  # fmt: skip


def test_names_are_in_vietnamese_order(session):
    for name in ("Đường 1", "Dự án", "Ân", "An", "Cầu"):
        add_project(session, name=name)
    rows = list_projects(session, ask(session), sort="name", number=1).rows
    assert [row.name for row in rows] == ["An", "Ân", "Cầu", "Dự án", "Đường 1"]


def test_the_largest_investment_first_and_the_unknown_last(session):
    for code, vnd in [("A", None), ("B", 1), ("C", 9), ("D", 0)]:
        add_project(session, code, investment_vnd=vnd)
    assert codes(session, "investment") == ["C", "B", "D", "A"]


def test_the_earliest_finish_first_and_the_unknown_last(session):
    for code, finish in [("A", None), ("B", date(2027, 1, 1)), ("C", date(2026, 1, 1))]:
        add_project(session, code, planned_finish=finish)
    assert codes(session, "finish") == ["C", "B", "A"]


def test_equals_are_in_the_order_of_their_codes(session):
    for code in "CAB":
        add_project(session, code)
    assert all(codes(session, sort) == ["A", "B", "C"] for sort in SORTS if sort != "name")


@pytest.mark.parametrize("sort", SORTS)
def test_a_project_is_at_the_place_that_leads_to_it(judged, sort):
    wanted = ask(judged)
    listed = codes(judged, sort)
    assert [place_of(judged, wanted, code, sort=sort) for code in listed] == [1, 2, 3, 4, 5, 6]
    assert [code_at(judged, wanted, sort=sort, place=n) for n in range(1, 7)] == listed


def test_what_is_not_wanted_has_no_place(judged):
    late = ask(judged, schedule="late")
    assert place_of(judged, late, "AHEAD", sort="worst") is None
    assert code_at(judged, late, sort="worst", place=3) is None


@pytest.fixture
def many(session):
    for number in range(PAGE_SIZE * 2 + 1):
        add_project(session, f"P-{number:03}")
    return session


def test_pages_hold_every_project_once(many):
    pages = [codes(many, "code", number) for number in (1, 2, 3)]
    assert [len(page) for page in pages] == [PAGE_SIZE, PAGE_SIZE, 1]
    assert len({code for page in pages for code in page}) == PAGE_SIZE * 2 + 1


def test_a_page_past_the_last_is_the_last(many):
    page = list_projects(many, ask(many), sort="code", number=9_999_999)
    assert (page.number, page.pages, page.total) == (3, 3, 101)
    assert len(page.rows) == 1


def test_an_empty_list_has_one_page(session):
    page = list_projects(session, ask(session), sort="worst", number=5)
    assert (page.number, page.pages, page.rows) == (1, 1, [])


def test_a_row_tells_whether_the_project_can_be_drawn(session):
    add_project(session, "A", wkt="POINT(107 16)")
    add_project(session, "B")
    rows = list_projects(session, ask(session), sort="code", number=1).rows
    assert [row.located for row in rows] == [True, False]

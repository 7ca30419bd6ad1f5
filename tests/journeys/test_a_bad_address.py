"""An address with a mistake says which part, what was expected and what came."""

import pytest
from playwright.sync_api import expect

BAD = [
    ("?sector=tourizm", "sector", "tourizm"),
    ("?area=district:482@30-06-2025", "area", "30-06-2025"),
    ("?progress=80-20", "progress", "80-20"),
    ("?month=2026-13", "month", "2026-13"),
]
BAD_FOR_PROGRAMS = [
    ("/collections/projects/items?bbox=107,16,abc,17", 400, "bbox"),
    ("/collections/projects/items?colour=red", 400, "colour"),
    ("/collections/areas/items?on=yesterday", 400, "on"),
    ("/tiles/projects/4/16/3.mvt", 404, None),
    ("/collections/projects/items/TTH-999", 404, None),
]


@pytest.mark.parametrize(("query", "name", "got"), BAD)
def test_a_person_reads_what_to_mend(map_page, witness, query, name, got):
    witness.expect(400)
    map_page.page.goto(f"{map_page.address}/{query}")
    main = map_page.page.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_contain_text("Địa chỉ")
    expect(main.locator("code")).to_have_text([name, got])
    expect(main.locator("dt")).to_have_text(["Ở đâu", "Cần có", "Nhận được"])


def test_the_way_out_leads_to_the_whole_map(map_page, witness):
    witness.expect(400)
    map_page.page.goto(f"{map_page.address}/?sector=tourizm&lang=en")
    map_page.page.get_by_role("link", name="Open the whole map").click()
    map_page.wait_until_painted()
    map_page.expect_query("lang=en")
    map_page.expect_total(127)


def test_an_unknown_project_has_a_page_that_says_so(map_page, witness):
    witness.expect(404)
    map_page.page.goto(f"{map_page.address}/projects/TTH-999")
    expect(map_page.page.get_by_role("main")).to_contain_text("404")
    map_page.page.get_by_role("link", name="Mở bản đồ").click()
    map_page.wait_until_painted()


def test_what_came_is_shown_as_it_came(map_page, witness):
    witness.expect(400)
    came = "<img src=x onerror=alert(1)>{{ 7*7 }}"
    map_page.page.goto(f"{map_page.address}/?sector={came}")
    expect(map_page.page.locator("main code").last).to_have_text(came)


def test_a_program_reads_a_problem_document(page, address):
    for path, status, name in BAD_FOR_PROGRAMS:
        answer = page.request.get(f"{address}{path}")
        assert answer.headers["content-type"] == "application/problem+json", path
        problem = answer.json()
        assert answer.status == problem["status"] == status, path
        assert problem.get("name") == name, path

"""Map, legend, summary, list, options and features count the same projects."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.map_page import number

FILTERS = [
    "",
    "area=district:482@2025-06-30",
    "sector=transport&sector=energy",
    "schedule=not_reported&stage=implementation",
    "progress=25-75&month=2026-09&funding=public",
    "q=500+kV",
]
OPTIONS = ("schedule", "sector", "stage", "funding", "agency")


@pytest.mark.parametrize("query", FILTERS)
def test_every_part_of_the_page_counts_the_same(map_page, query):
    said = map_page.ask(f"/map/extent?{query}")
    matched, located = said["numberMatched"], said["located"]
    assert matched == located + said["unlocated"]
    features = map_page.ask(f"/collections/projects/items?limit=1&{query}")
    assert features["numberMatched"] == matched

    map_page.open(f"?{query}")
    map_page.expect_on_map(located)
    seen = located - map_page.elsewhere
    map_page.expect_sum(".legend-count", seen)
    map_page.expect_sum(".strip-legend b", matched)
    map_page.expect_total(matched)
    expect(map_page.page.locator(".kpi dd").first).to_have_text(str(matched))
    expect(map_page.page.locator(".in-view")).to_have_text(f"· {seen} đang thấy")
    expect(map_page.page.locator("#show-results")).to_have_text(f"Xem {matched} dự án")


def test_the_pages_of_the_list_hold_every_project_once(map_page):
    map_page.open("?sort=code")
    codes = []
    for last in (False, False, True):
        codes += map_page.rows.evaluate_all("all => all.map(one => one.dataset.code)")
        if not last:
            map_page.page.get_by_role("link", name="Sau").click()
            expect(map_page.row(codes[-1])).to_have_count(0)
    assert len(codes) == len(set(codes)) == 127
    assert codes == sorted(codes)


def test_every_option_leaves_what_it_says(map_page):
    map_page.open("?q=hue")
    for name in OPTIONS:
        boxes = map_page.page.locator(f"#facets input[name={name}]")
        values = boxes.evaluate_all("all => all.map(one => one.value)")
        assert len(values) > 3
        said = {value: map_page.offered(name, value) for value in values}
        left = {
            value: map_page.ask(f"/map/extent?{name}={value}&q=hue")["numberMatched"]
            for value in values
        }
        assert said == left


def test_a_cluster_says_how_many_of_its_projects_are_late(map_page):
    map_page.open("?schedule=late&schedule=ahead")
    map_page.expect_on_map(25)
    pointed = "Tỉnh Hà Tĩnh, ngoài khung nhìn: 2 dự án, 2 chậm"
    expect(map_page.signposts).to_have_attribute("aria-label", pointed)
    names = map_page.symbols.evaluate_all("all => all.map(one => one.ariaLabel)")
    late = [number(found[1]) for name in names if (found := re.search(r", (\d+) chậm$", name))]
    alone = [name for name in names if name.endswith(", chậm")]
    assert sum(late) + len(alone) == 20 - 2

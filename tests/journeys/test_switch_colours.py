"""The same projects by plan, by progress, by sector."""

import re

import pytest
from playwright.sync_api import expect

FORMS = "all => all.map(one => one.innerHTML.replace(/#[0-9a-f]+/gi, ''))"
THEMES = {"Tiến độ thi công": "progress", "Lĩnh vực": "sector"}


@pytest.mark.parametrize(("words", "theme"), THEMES.items())
def test_map_list_and_legend_change_together(map_page, words, theme):
    map_page.open("?area=district:482@2025-06-30")
    map_page.color_by(words)
    map_page.expect_query(f"area=district:482@2025-06-30&color={theme}")
    expect(map_page.legend).to_contain_text(f"{words} · đang thấy")
    expect(map_page.page.locator("#list .row use").first).to_have_attribute(
        "href", re.compile(f"^#shape-{theme}-")
    )
    map_page.expect_sum(".legend-count", 16)
    for part in ("#list", "#legend", ".leaflet-geoapp-symbols-pane"):
        map_page.expect_shapes_of(theme, part)


def test_on_a_photocopy_every_class_still_has_a_form_of_its_own(map_page):
    map_page.open()
    for theme in ("schedule", "progress"):  # sectors differ by their drawing
        forms = map_page.page.locator(f"symbol[id^='shape-{theme}-']").evaluate_all(FORMS)
        assert len(set(forms)) == len(forms) >= 5


def test_back_brings_the_colours_back(map_page):
    map_page.open()
    map_page.color_by("Lĩnh vực")
    map_page.expect_query("color=sector")
    map_page.page.go_back()
    expect(map_page.legend).to_contain_text("So với kế hoạch · đang thấy")
    expect(map_page.page.get_by_role("radio", name="So với kế hoạch")).to_be_checked()

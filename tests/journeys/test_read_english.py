"""English beside Vietnamese: the same state, other words."""

import re

import pytest
from playwright.sync_api import expect

# What names the parts of a page; names of places and projects stay as they are.
LABELS = (
    ":is(.option-name, dt, legend, summary, button, .strip-legend li, h2)"
    ":not(#facet-agency *, .card-name, .elsewhere)"
)
VIETNAMESE = re.compile("[ăâđêôơưạ-ỹ]", re.IGNORECASE)
TEXTS = "all => all.map(one => one.textContent.replace(/[\\d.,%:()–]+/g, ' ').trim())"
MAP, WALL, PROJECT = "?project=TTH-032", "?view=present&project=TTH-032", "projects/TTH-032?"
LAST_PAINTED = {MAP: "#card h2", WALL: "#slide h1", PROJECT: ".mini-map svg"}


def labels(map_page, path, lang):
    """What a page calls its parts, figures left out, once its last part is painted."""
    map_page.page.goto(f"{map_page.address}/{path}&lang={lang}")
    if path != PROJECT:
        map_page.wait_until_painted()
    expect(map_page.page.locator(LAST_PAINTED[path])).to_be_visible()
    said = map_page.page.locator(LABELS).evaluate_all(TEXTS)
    return {words for words in said if words}


def test_one_click_keeps_all_but_the_words(map_page):
    map_page.open("?schedule=late&color=progress&project=TTH-020")
    map_page.page.get_by_role("link", name="EN", exact=True).click()
    map_page.wait_until_painted()
    map_page.expect_query("schedule=late&color=progress&lang=en&project=TTH-020")
    map_page.expect_total(20)
    expect(map_page.page.locator("html")).to_have_attribute("lang", "en")
    for words in ("Late by 207 days", "58.1%", "618 billion VND"):
        expect(map_page.card).to_contain_text(words)
    expect(map_page.legend).to_contain_text("Physical progress · in view")
    map_page.page.get_by_role("link", name="VI", exact=True).click()
    expect(map_page.card).to_contain_text("Chậm 207 ngày")


def test_projects_are_called_by_their_english_names(map_page):
    map_page.page.goto(f"{map_page.address}/projects/TTH-032?lang=en")
    heading = map_page.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Chân Mây Port Breakwater - Phase 2")
    expect(map_page.page.locator('[lang="vi"]').filter(has_text="Đê chắn sóng")).to_be_visible()


@pytest.mark.parametrize("path", LAST_PAINTED)
def test_no_label_is_left_in_the_other_language(map_page, path):
    english, vietnamese = labels(map_page, path, "en"), labels(map_page, path, "vi")
    assert len(english) > 5
    assert english & vietnamese <= {"ODA"}
    assert [words for words in english if VIETNAMESE.search(words)] == []

"""The way of a file on a phone, by keyboard, and in a browser that runs no scripts."""

import pytest
from playwright.sync_api import expect

from tests.journeys.map_page import expect_width
from tests.journeys.screens import PHONE
from tests.journeys.uploads.files import names_file, planners_row, write_file


@PHONE
def test_every_page_fits_a_phone(planner, tmp_path):
    file = write_file(
        tmp_path, [planners_row("TTH-014", tien_do="x" * 120), planners_row("TTH-016")]
    )

    planner.open("/uploads")
    expect_width(planner.page, 390)
    planner.send(file)
    planner.expect_heading("Say how the file gives positions")
    expect_width(planner.page, 390)
    planner.choose_zone("107°00′")
    planner.press("Check the file with these choices")
    planner.expect_heading("Look at the changes before they count")
    expect_width(planner.page, 390)


def test_a_file_is_sent_and_applied_without_scripts(without_scripts, tmp_path):
    planner = without_scripts
    planner.send(names_file(tmp_path, "TTH-017", "Tên không cần kịch bản"))
    planner.expect_heading("Look at the changes before they count")
    planner.apply()
    planner.expect_heading("The changes are on the map")


def test_counts_lead_to_their_rows_by_keyboard(planner, tmp_path):
    planner.send(names_file(tmp_path, "TTH-018", "Tên bằng bàn phím"))
    expect(planner.row("TTH-018")).to_be_visible()
    missing = planner.page.locator(".counts a[data-outcome='missing']")
    missing.focus()
    missing.press("Enter")
    expect(missing).to_have_attribute("aria-current", "true")
    expect(planner.page.locator("#rows")).to_have_attribute("data-outcome", "missing")
    expect(planner.row("TTH-018")).to_have_count(0)


@pytest.mark.parametrize("markup", ['<img src=x onerror="alert(1)">', "{{ 7*7 }}{% raw"])
def test_names_with_markup_are_text_on_every_part(planner, tmp_path, markup):
    planner.send(names_file(tmp_path, "TTH-019", markup))
    expect(planner.row("TTH-019")).to_contain_text(markup)
    expect(planner.page.locator("main img[src='x']")).to_have_count(0)

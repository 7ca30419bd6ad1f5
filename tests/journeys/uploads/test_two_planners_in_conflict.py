"""Two planners change the same project: the second is told who and when, and decides."""

import pytest
from playwright.sync_api import expect

from tests.journeys.accounts.desk import vi
from tests.journeys.uploads.files import names_file


@pytest.mark.parametrize(
    ("code", "answer", "kept"),
    [
        ("TTH-010", "Take the values of your file", "Tên của người sau"),
        ("TTH-011", "Leave it as it is now", "Tên của người trước"),
    ],
)
def test_nothing_is_overwritten_blindly(planner, colleague, tmp_path, witness, code, answer, kept):
    witness.expect(409)
    late = planner
    early = colleague("planner")
    address = late.send(names_file(tmp_path, code, "Tên của người sau"))
    late.expect_heading("Look at the changes before they count")
    early.send(names_file(tmp_path, code, "Tên của người trước"))
    early.apply()
    early.expect_heading("The changes are on the map")

    late.apply()
    conflicts = late.page.locator("#conflicts")
    expect(conflicts).to_contain_text(early.who.inner_text())
    expect(conflicts).to_contain_text("Tên của người trước")
    expect(conflicts).to_contain_text("Tên của người sau")
    conflicts.get_by_text(vi(answer)).click()
    late.press("Take these decisions")
    late.page.wait_for_url(f"**{address}")
    expect(late.page.locator("#conflicts")).to_have_count(0)
    if answer.startswith("Take"):
        late.apply()
        late.expect_heading("The changes are on the map")
    late.open(f"/projects/{code}")
    expect(late.main.get_by_role("heading", level=1)).to_have_text(kept)

"""What a planner does with files, in the words of the Vietnamese pages."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, expect

from tests.journeys.accounts.desk import Desk, vi

SHOWN = re.compile(r"/uploads/\d+$")


class Planner(Desk):
    """A person's browser at the pages of uploads."""

    def send(self, file: Path, note: str = "") -> str:
        """Send a file by the form and wait for its page; return where it is."""
        self.open("/uploads")
        self.page.locator("#file").set_input_files(file)
        self.page.locator("#note").fill(note)
        self.press("Read the file")
        self.page.wait_for_url(SHOWN)
        return self.page.url.removeprefix(self.address)

    def expect_heading(self, sentence: str) -> None:
        """Expect the page to stand where this sentence says; that names its state."""
        expect(self.main.get_by_role("heading", level=1)).to_have_text(vi(sentence))

    def choose_zone(self, meridian: str) -> None:
        self.main.locator(".frame-card").filter(has_text=meridian).first.click()

    def say_column(self, column: str, field: str) -> None:
        label = vi("Meaning of column %(name)s").replace("%(name)s", column)
        self.main.get_by_label(label).select_option(label=vi(field))

    def press_start(self, words: str) -> None:
        """Press the button whose words begin so; how many rows it names does not matter."""
        start = vi(words).split("%(num)s")[0].strip()
        self.main.get_by_role("button", name=re.compile(f"^{re.escape(start)}")).click()

    def row(self, code: str) -> Locator:
        return self.page.locator(f'#rows .row[data-code="{code}"]')

    def expect_map_drawn(self, places: int) -> None:
        expect(self.page.locator("#change-map")).to_have_attribute("data-drawn", str(places))

    def apply(self) -> None:
        self.press_start("Apply %(num)s row")

    def expect_project(self, code: str, **facts: Any) -> None:
        """Expect the project's page to say these things."""
        self.open(f"/projects/{code}")
        for words in facts.values():
            expect(self.main).to_contain_text(str(words))

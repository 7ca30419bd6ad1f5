"""The map page as its visitors speak of it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote_plus, urlsplit

from playwright.sync_api import Locator, Page, expect

READY = "html[data-ready]"
COUNTED = """n => {
  const { mapDrawn, mapClustered, mapElsewhere } = document.documentElement.dataset;
  return Number(mapDrawn) + Number(mapClustered) + Number(mapElsewhere) === n;
}"""
SUMMED = """([selector, n]) => {
  const cells = [...document.querySelectorAll(selector)];
  return cells.reduce((sum, cell) => sum + Number(cell.textContent), 0) === n;
}"""
LOOKS_AT = """([lat, lon]) => {
  const [, y, x] = location.hash.slice(1).split("/").map(Number);
  return Math.abs(y - lat) < 0.1 && Math.abs(x - lon) < 0.1;
}"""
FITS = """px => document.fonts.status === "loaded" && document.documentElement.scrollWidth <= px"""
STANDS_AT = "wanted => decodeURIComponent(location.search.replaceAll('+', ' ')) === wanted"


class MapPage:
    """The map page in one visitor's browser."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.search = page.locator("#q")
        self.rows = page.locator("#list .row")
        self.total = page.locator(".list-total b")
        self.chips = page.locator("#chosen-side .chosen")
        self.card = page.locator("#card")
        self.legend = page.locator("#legend")
        self.symbols = page.locator(".map-symbol")
        self.clusters = page.locator(".map-symbol--cluster")
        self.singles = page.locator(".map-symbol--project")
        self.signposts = page.locator(".elsewhere")
        self.tip = page.locator(".map-tip")
        self.slide = page.locator("#slide")
        self.band = page.locator("#notice")
        self.picker = page.locator("#area-find")
        self.options = page.locator(".picker-option")

    def open(self, query: str = "") -> None:
        """Open the page with a query (and perhaps a #place), and wait until it is painted."""
        self.page.goto(f"{self.address}/{query}")
        self.wait_until_painted()

    def wait_until_painted(self) -> None:
        self.page.locator(READY).wait_for(state="attached")

    def ask(self, path: str) -> Any:
        """Return what the service answers to a program."""
        return self.page.request.get(f"{self.address}{path}").json()

    # --- what the address says ---------------------------------------------------------------

    def expect_query(self, query: str) -> None:
        """Wait until the address carries exactly this, as a person reads it."""
        self.page.wait_for_function(STANDS_AT, arg=f"?{query}" if query else "")

    @property
    def query(self) -> str:
        return unquote_plus(urlsplit(self.page.url).query)

    def zoom_written(self) -> float:
        """Wait until the address says where the map looks, and return its zoom."""
        self.page.wait_for_function("location.hash !== ''")
        return float(urlsplit(self.page.url).fragment.split("/")[0])

    def expect_looks_at(self, lat: float, lon: float) -> None:
        """Wait until the address says that the map's middle is about here."""
        self.page.wait_for_function(LOOKS_AT, arg=[lat, lon])

    def expect_zoom_beyond(self, zoom: float) -> None:
        """Wait until the address says that the map shows more than this zoom."""
        self.page.wait_for_function(
            "z => Number(location.hash.slice(1).split('/')[0]) > z", arg=zoom
        )

    # --- filters -----------------------------------------------------------------------------

    @contextmanager
    def filters(self) -> Iterator[None]:
        """On a phone the filters lie in a drawer, which is opened and closed again."""
        drawer = self.page.locator("#open-filters")
        narrow = drawer.is_visible()
        if narrow:
            drawer.click()
        yield
        if narrow:
            self.page.locator("#show-results").click()

    def find_areas(self, words: str) -> None:
        """Type into the picker of areas and wait for what it offers."""
        self.picker.click()
        self.picker.press_sequentially(words)
        expect(self.options.filter(visible=True).first).to_be_visible()

    def area(self, name: str, note: str) -> Locator:
        """An area offered by the picker, told from its namesakes by the note below its name."""
        named = self.page.locator(f'.picker-option[data-name="{name}"]')
        return named.filter(has_text=note)

    def option(self, name: str, value: str) -> Locator:
        return self.page.locator(f"#{name}-{value}")

    def tick(self, name: str, value: str) -> None:
        """Tick an option, or untick it."""
        self.page.locator("label.option", has=self.option(name, value)).click()

    def offered(self, name: str, value: str) -> int:
        """How many projects an option says it would leave."""
        label = self.page.locator("label.option", has=self.option(name, value))
        return number(label.locator(".option-count").text_content() or "")

    # --- what is counted ---------------------------------------------------------------------

    def expect_total(self, count: int) -> None:
        expect(self.total).to_have_text(str(count))

    def expect_on_map(self, count: int) -> None:
        """Wait until so many projects are drawn, in clusters, or said to lie in other provinces."""
        self.page.wait_for_function(COUNTED, arg=count)

    @property
    def elsewhere(self) -> int:
        """How many projects the map points at from its edge; known once all are on the map."""
        return int(self.page.locator("html").get_attribute("data-map-elsewhere") or "0")

    def expect_elsewhere(self, count: int) -> None:
        """Wait until the map points at so many projects of other provinces."""
        expect(self.page.locator("html")).to_have_attribute("data-map-elsewhere", str(count))

    def expect_sum(self, selector: str, count: int) -> None:
        """Wait until the figures in these elements add up to so many."""
        self.page.wait_for_function(SUMMED, arg=[selector, count])

    # --- the list, the map, the colours ------------------------------------------------------

    def row(self, code: str) -> Locator:
        return self.page.locator(f"#row-{code}")

    def symbol(self, name: str) -> Locator:
        """A project's own symbol, by what it is called."""
        return self.page.get_by_role("button", name=re.compile(f"^{re.escape(name)}, "))

    def expect_tip(self, words: str) -> None:
        """Wait until the map names what is pointed at."""
        expect(self.tip).to_be_visible()
        expect(self.tip).to_contain_text(words)

    def color_by(self, words: str) -> None:
        self.page.locator("#theme-switch label", has_text=words).click()

    def expect_shapes_of(self, theme: str, selector: str) -> None:
        """Wait until all symbols within an element are drawn by this theme."""
        all_of_them = self.page.locator(f"{selector} use[href^='#shape-']")
        others = f"{selector} use[href^='#shape-']:not([href^='#shape-{theme}-'])"
        expect(all_of_them).not_to_have_count(0)
        expect(self.page.locator(others)).to_have_count(0)

    def shapes(self, selector: str) -> set[str]:
        """The names of the shapes of symbols within an element."""
        uses = self.page.locator(f"{selector} use[href^='#shape-']")
        return set(uses.evaluate_all("all => all.map(one => one.getAttribute('href').slice(7))"))


def number(words: str) -> int:
    """Read the first whole number of what is on screen."""
    found = re.search(r"\d[\d.]*", words)
    assert found, words
    return int(found[0].replace(".", ""))


def expect_width(page: Page, pixels: int) -> None:
    """Wait for the page's letters, and until nothing of it is wider than so many pixels."""
    page.wait_for_function(FITS, arg=pixels)

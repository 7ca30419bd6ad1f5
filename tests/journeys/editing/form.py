"""The form of a project as its editor uses it."""

from playwright.sync_api import Locator, expect

from tests.journeys.accounts.desk import Desk
from tests.journeys.map_page import READY


class EditForm:
    """The form in one person's browser."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.page = desk, desk.page
        self.places = self.page.locator("#f-places")
        self.point = self.page.locator(".edit-spot:has(.is-point)")
        self.vertices = self.page.locator(".edit-spot:has(.is-vertex)")

    def open(self, code: str) -> None:
        """Open the form and wait until its map is drawn."""
        self.desk.open(f"/projects/{code}/edit")
        self.page.locator(READY).wait_for(state="attached")

    def field(self, name: str) -> Locator:
        return self.page.locator(f"#f-{name}")

    def drag(self, handle: Locator, right: int, down: int) -> None:
        """Drag a handle by so many pixels."""
        # Waits until it stands still, and moves the pointer to its middle.
        handle.hover()
        box = handle.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.down()
        self.page.mouse.move(x + right / 2, y + down / 2, steps=4)
        self.page.mouse.move(x + right, y + down, steps=4)
        self.page.mouse.up()

    def save(self, reason: str) -> None:
        self.field("reason").fill(reason)
        self.page.locator("#save").click()

    def saved(self, code: str) -> None:
        """Wait until the project's page follows."""
        self.page.wait_for_url(lambda url: f"/projects/{code}#" in url)

    def save_after_a_look(self, reason: str, code: str) -> None:
        """Save; where the service asks to look once more, say yes and save again."""
        self.save(reason)
        looked = self.page.locator("#doubts input[name=confirmed]")
        history = self.page.locator("#history")
        expect(looked.or_(history).first).to_be_visible()
        if looked.is_visible():
            looked.check()
            self.page.locator("#save").click()
        self.saved(code)


def lon_lat(text: str) -> tuple[float, float]:
    """Read the first position of the field of coordinates."""
    lon, lat = text.split("\n", maxsplit=1)[0].split(",")
    return float(lon), float(lat)

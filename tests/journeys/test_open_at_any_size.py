"""Whatever the window's size, the first view shows the projects, and nothing lies on another."""

import pytest
from playwright.sync_api import expect

FLOATS = "#legend, #months, .inset-frame, .leaflet-top.leaflet-right, .leaflet-control-scale"
# Pairs of floating boxes that share pixels, and symbols whose middle lies under one of them.
COVERED = """(floats) => {
  const shown = (kinds) => [...document.querySelectorAll(kinds)]
    .map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width);
  const share = (a, b) =>
    a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const middle = (box) => DOMRect.fromRect({
    x: (box.left + box.right) / 2 - 2, y: (box.top + box.bottom) / 2 - 2, width: 4, height: 4,
  });
  const over = shown(floats);
  const pairs = over.flatMap(([one, a], i) =>
    over.slice(i + 1).map(([other, b]) => [one, other, a, b]));
  const hidden = shown(".map-symbol").flatMap(([one, box]) =>
    over.map(([other, b]) => [one, other, middle(box), b]));
  return [...pairs, ...hidden].filter(([, , a, b]) => share(a, b))
    .map(([one, other]) => `${one.className} ${one.id} / ${other.className} ${other.id}`);
}"""
CLEAR = f"(floats) => !({COVERED})(floats).length"


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("width", "height"),
    [(1024, 768), (1100, 700), (1280, 720), (1280, 800), (1366, 768), (1440, 900), (1920, 1080)],
)
def test_most_projects_are_seen_and_nothing_lies_on_them(map_page, width, height, lang):
    map_page.page.set_viewport_size({"width": width, "height": height})
    map_page.open(f"?lang={lang}")
    expect(map_page.page.locator("html")).to_have_attribute("data-map-elsewhere", "10")
    map_page.page.wait_for_function(CLEAR, arg=FLOATS)


def test_a_small_window_keeps_the_legend_closed(map_page):
    map_page.page.set_viewport_size({"width": 1100, "height": 700})
    map_page.open()
    expect(map_page.legend.locator("summary")).to_be_visible()
    expect(map_page.legend.locator("ul")).to_be_hidden()

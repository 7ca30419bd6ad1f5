"""Where the edge of the map has no clear place, a signpost hides as little as it can."""

from playwright.sync_api import expect

FIND = """async () => {
  const { clearOf } = await import('/static/js/map/edgePlaces.js');
  const symbols = [{ x0: 0, y0: 0, x1: 40, y1: 40 }, { x0: 100, y0: 0, x1: 110, y1: 10 }];
  return clearOf([{ x: 0, y: 0 }, { x: 90, y: 0 }], [50, 50], [], symbols);
}"""

STANDS_ELSEWHERE = "([sign, place]) => sign.isConnected && sign.style.left !== place"


def test_a_signpost_that_moves_keeps_the_focus(map_page):
    map_page.open()
    sign = map_page.signposts.element_handle()
    sign.focus()
    place = sign.evaluate("one => one.style.left")
    map_page.page.set_viewport_size({"width": 1200, "height": 900})
    map_page.page.wait_for_function(STANDS_ELSEWHERE, arg=[sign, place])
    expect(map_page.signposts).to_be_focused()


def test_the_nearest_place_is_left_to_a_large_symbol(map_page):
    map_page.open()
    assert map_page.page.evaluate(FIND) == {"x": 90, "y": 0}

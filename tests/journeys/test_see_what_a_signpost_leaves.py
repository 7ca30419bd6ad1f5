"""Where the edge of the map has no clear place, a signpost hides as little as it can."""

FIND = """async () => {
  const { clearOf } = await import('/static/js/map/edgePlaces.js');
  const symbols = [{ x0: 0, y0: 0, x1: 40, y1: 40 }, { x0: 100, y0: 0, x1: 110, y1: 10 }];
  return clearOf([{ x: 0, y: 0 }, { x: 90, y: 0 }], [50, 50], [], symbols);
}"""


def test_the_nearest_place_is_left_to_a_large_symbol(map_page):
    map_page.open()
    assert map_page.page.evaluate(FIND) == {"x": 90, "y": 0}

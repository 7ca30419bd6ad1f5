"""What the map shows, as a file: from the menu, and opened where there is no network."""

import re
from base64 import b64decode

from playwright.sync_api import Browser, expect

PHU_LOC = "area=district:482@2025-06-30"
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def test_the_menu_gives_what_the_filters_leave(map_page):
    map_page.open(f"?{PHU_LOC}")
    page = map_page.page
    page.get_by_role("button", name="Xuất", exact=True).click()
    link = page.get_by_role("link", name=re.compile("^GeoJSON"))
    expect(link).to_have_attribute("href", re.compile(f"/exports/geojson[?]{PHU_LOC}$"))
    with page.expect_download() as waiting:
        link.click()
    assert re.fullmatch(
        r"ban-do-huyen-phu-loc-\d{4}-\d\d-\d\d\.geojson", waiting.value.suggested_filename
    )
    assert waiting.value.path().read_bytes().count(b'"Feature"') == 16


def test_a_title_of_ones_own_is_seen_before_it_is_saved(page, address):
    page.goto(f"{address}/exports?{PHU_LOC}")
    page.get_by_label("Tiêu đề").fill("Giao ban tháng 11")
    page.get_by_label("Khổ giấy").select_option("a3")
    page.get_by_role("button", name="Xem trang").click()
    picture = page.get_by_role("img", name="Trang đầu: Giao ban tháng 11")
    expect(picture).to_be_visible()
    page.wait_for_function("one => one.naturalWidth > 1000", arg=picture.element_handle())
    with page.expect_download() as waiting:
        page.get_by_role("button", name="PDF").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF")
    assert "title=Giao+ban" in waiting.value.url
    assert "area=district" in waiting.value.url


def test_one_file_shows_the_map_without_a_network(browser: Browser, address, page, tmp_path):
    answer = page.request.get(f"{address}/exports/html?{PHU_LOC}")
    file = tmp_path / "map.html"
    file.write_bytes(answer.body())
    alone = browser.new_context(offline=True)
    tab, asked, broken = alone.new_page(), [], []
    tab.on("request", lambda request: asked.append(request.url))
    tab.on("pageerror", lambda error: broken.append(str(error)))
    tab.goto(file.as_uri())
    expect(tab.locator("#count")).to_have_text("16 dự án")
    expect(tab.get_by_text("Huyện Phú Lộc", exact=True)).to_be_visible()
    tab.get_by_role("searchbox").fill("kim long")
    expect(tab.locator("#count")).to_have_text("2 dự án")
    tab.get_by_role("button", name=re.compile("Kim Long Motors")).first.click()
    expect(tab.locator("#card h2")).to_contain_text("Kim Long Motors")
    tab.keyboard.press("Escape")
    expect(tab.locator("#card")).to_be_hidden()
    alone.close()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert broken == []


def test_on_a_telephone_a_card_opens_over_the_row_that_was_touched(
    browser: Browser, address, page, tmp_path
):
    file = tmp_path / "map.html"
    file.write_bytes(page.request.get(f"{address}/exports/html?{PHU_LOC}").body())
    alone = browser.new_context(offline=True, viewport={"width": 390, "height": 844})
    tab = alone.new_page()
    tab.goto(file.as_uri())
    tab.locator("#list button").last.click()
    expect(tab.locator("#card h2")).to_be_in_viewport()
    alone.close()


def test_a_picture_that_waits_for_its_turn_comes_by_itself(page, address, witness):
    witness.expect(503)
    mine = []

    def answer(route):
        if mine:
            return route.fulfill(body=PIXEL, content_type="image/png")
        return route.fulfill(status=503, json={"detail": "Vị trí thứ 7.", "seconds": 0.2})

    page.route(re.compile("/exports/png"), answer)
    page.goto(f"{address}/exports?{PHU_LOC}")
    expect(page.locator("#picture-said")).to_contain_text("Vị trí thứ 7. Ảnh sẽ tự hiện")
    mine.append(True)
    expect(page.locator("#picture-said")).to_be_hidden()
    expect(page.get_by_role("img", name="Trang đầu")).to_have_js_property("naturalWidth", 1)

"""A planner moves a project, sees it on the map and in its history, takes it back, looks back."""

import re

from playwright.sync_api import expect

from tests.journeys.editing.form import lon_lat
from tests.journeys.map_page import MapPage
from tests.journeys.screens import on_desk_and_phone

CODE, NAME = "TTH-021", "Đầu tư xây dựng bến tổng hợp"


def test_move_a_point_see_it_undo_it_and_look_back(desk, form, map_page: MapPage):
    page = form.page
    desk.sign_in("an")
    before = map_page.ask(f"/collections/projects/items/{CODE}")["geometry"]["coordinates"]
    desk.open(f"/projects/{CODE}")
    page.locator("#edit-project").click()
    page.locator("html[data-ready]").wait_for(state="attached")
    expect(form.point).to_have_count(1)
    form.drag(form.point, 120, -60)
    expect(form.places).not_to_have_value(re.compile(rf"^{before[0]}, {before[1]}$"))
    moved = lon_lat(form.places.input_value())
    assert moved[0] > before[0]
    assert moved[1] > before[1]
    form.field("name").fill("Bến số 4 và 5 sau khi dời")
    form.save_after_a_look("Theo biên bản bàn giao mặt bằng", CODE)

    history = page.locator("#history .step").first
    for words in ("Phòng Kế hoạch", "Theo biên bản bàn giao mặt bằng", NAME, "dời "):
        expect(history).to_contain_text(words)
    expect(history.locator(".mini-map svg path").first).to_be_attached()
    now = map_page.ask(f"/collections/projects/items/{CODE}")["geometry"]["coordinates"]
    assert now == list(moved)

    map_page.open(f"?project={CODE}")
    expect(map_page.card).to_contain_text("Bến số 4 và 5 sau khi dời")

    desk.open("/changes?since=2026-11-10")
    page.locator("html[data-ready]").wait_for(state="attached")
    row = page.locator(f"#change-{CODE}")
    expect(row).to_contain_text("Bến số 4 và 5 sau khi dời")
    sign = page.get_by_role("button", name=re.compile("^Bến số 4 và 5 sau khi dời, "))
    expect(sign).to_be_visible()

    map_page.open(f"?as_of=2026-11-10&project={CODE}")
    expect(page.locator("#as-of-band")).to_contain_text("10/11/2026")
    expect(map_page.card).to_contain_text(NAME)
    then = map_page.ask(f"/collections/projects/items/{CODE}?as_of=2026-11-10")
    assert then["geometry"]["coordinates"] == before

    desk.open(f"/projects/{CODE}/history")
    page.locator(".undo summary").first.click()
    page.locator(".undo-form input[name=reason]").first.fill("Biên bản bị hủy")
    page.locator(".undo-form button").first.click()
    page.wait_for_url(re.compile(r"/revisions/\d+$"))
    expect(page.get_by_role("main")).to_contain_text("Biên bản bị hủy")
    back = map_page.ask(f"/collections/projects/items/{CODE}")
    assert back["geometry"]["coordinates"] == before
    assert back["properties"]["name"].startswith(NAME)


@on_desk_and_phone
def test_a_line_is_bent_by_its_vertices(desk, form):
    desk.sign_in("an")
    form.open("TTH-032")
    count = form.vertices.count()
    before = form.places.input_value()
    form.drag(form.vertices.first, 30, 20)
    expect(form.places).not_to_have_value(before)
    form.page.locator(".edit-spot:has(.is-middle)").first.click()
    expect(form.vertices).to_have_count(count + 1)
    form.page.get_by_role("button", name="Trả về như cũ").click()
    expect(form.places).to_have_value(before)


def test_a_place_is_typed_in_vn2000_by_keyboard_alone(desk, form, witness):
    witness.expect(422)
    desk.sign_in("an")
    form.open("TTH-010")
    form.field("form").select_option("point")
    form.field("crs").select_option("9214")
    form.places.fill("561689.361 1821650.445")
    expect(form.point).to_have_count(1)
    form.places.fill("ở đâu đó")
    expect(form.page.locator("#places-wrong")).to_contain_text("không phải là vị trí")
    form.places.fill("561689.361 1821650.445")
    expect(form.page.locator("#places-wrong")).to_be_hidden()
    form.save_after_a_look("Đo lại bằng GNSS", "TTH-010")
    expect(form.page.locator("#history")).to_contain_text("Đo lại bằng GNSS")


def test_a_project_is_taken_off_the_map_and_stays_in_its_history(desk, form, map_page, witness):
    page = form.page
    desk.sign_in("an")
    form.open("TTH-040")
    page.locator(".retire summary").click()
    page.locator("#retire-reason").fill("Nhập vào dự án khác")
    page.locator(".retire input[type=checkbox]").check()
    page.get_by_role("button", name="Rút khỏi bản đồ").click()
    page.wait_for_url("**/projects/TTH-040/history")
    expect(page.get_by_role("main")).to_contain_text("Nhập vào dự án khác")
    witness.expect(404)
    assert page.request.get(f"{desk.address}/collections/projects/items/TTH-040").status == 404
    map_page.open("?as_of=2026-11-10&project=TTH-040")
    expect(map_page.card).to_be_visible()


def test_the_day_is_chosen_on_the_map_and_left_again(map_page: MapPage):
    page = map_page.page
    map_page.open()
    page.locator("#facet-as-of summary").click()
    page.locator("#as-of").fill("2026-11-10")
    map_page.expect_query("as_of=2026-11-10")
    expect(page.locator("#as-of-band")).to_contain_text("Dữ liệu như ngày 10/11/2026")
    map_page.expect_total(127)
    page.locator("#as-of-band").get_by_role("link", name="trở về hiện tại").click()
    map_page.expect_query("")
    expect(page.locator("#as-of-band")).to_have_text("")

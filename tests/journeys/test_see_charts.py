"""Charts are drawn in the page under its strict policy, and hold whatever names the data hold."""

import json

import pytest
from playwright.sync_api import expect

from tests.charts.samples import KINDS, sample
from tests.journeys.screens import on_desk_and_phone

NAME = "<img src=x onerror=window.ran=1> {{7*7}} ${1} datum.x"
ASKING = {"data": {"url": "/healthz"}, "mark": "point", "height": 10, "width": 10}
# As `_chart.html` puts a chart into a page, and htmx says so.
PUT_IN = """spec => {
  const figure = document.createElement('div');
  figure.id = 'put-in';
  figure.dataset.chart = '';
  const data = Object.assign(document.createElement('script'), { type: 'application/json' });
  data.textContent = spec;
  const place = Object.assign(document.createElement('div'), { className: 'chart-drawing' });
  figure.append(data, place, document.createElement('details'));
  document.querySelector('main').prepend(figure);
  document.dispatchEvent(new Event('htmx:afterSettle'));
}"""


def drawn_words(page, figure):
    return page.locator(f"{figure} .chart-drawing svg.marks text")


@on_desk_and_phone
def test_works_and_money_are_drawn_and_told_in_a_table(map_page):
    page = map_page.page
    page.goto(f"{map_page.address}/projects/TTH-007")
    expect(drawn_words(page, "#works").filter(has_text="32,5%")).to_be_visible()
    expect(drawn_words(page, "#money").filter(has_text="23,8%").last).to_be_visible()
    page.locator("#works").get_by_text("Xem số liệu dạng bảng").click()
    expect(page.locator("#works table")).to_contain_text("kém 21,2 điểm")


def test_a_chart_says_itself_to_those_who_do_not_see_it(map_page):
    map_page.page.goto(f"{map_page.address}/projects/TTH-007?lang=en")
    words = "Nov 2026: 11.3% of the works done, plan 32.5%, 21.2 points behind."
    expect(map_page.page.get_by_role("img", name=words)).to_be_visible()


def test_words_break_when_the_window_becomes_narrow(map_page):
    page = map_page.page
    page.goto(f"{map_page.address}/projects/TTH-007")
    expect(drawn_words(page, "#works").filter(has_text="Kế hoạch 32,5%")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    broken = drawn_words(page, "#works").filter(has_text="Kế hoạch").locator("tspan")
    expect(broken).to_have_text(["Kế hoạch", "32,5%"])


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_under_the_policy(map_page, kind):
    page = map_page.page
    page.goto(f"{map_page.address}/projects/TTH-007")
    page.evaluate(PUT_IN, json.dumps(sample(kind).spec))
    expect(drawn_words(page, "#put-in").first).to_be_visible()


def test_a_name_is_that_text_in_a_chart(map_page):
    page = map_page.page
    page.set_viewport_size({"width": 800, "height": 800})
    page.goto(f"{map_page.address}/projects/TTH-007")
    page.evaluate(PUT_IN, json.dumps(sample("groups", name=NAME).spec))
    expect(drawn_words(page, "#put-in").filter(has_text="<img src=x")).to_be_visible()
    expect(page.locator("#put-in img")).to_have_count(0)
    assert page.evaluate("() => window.ran") is None


def test_a_chart_loads_nothing(map_page):
    page, asked = map_page.page, []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{map_page.address}/projects/TTH-007")
    refused = page.expect_console_message(lambda said: "charts load nothing" in said.text)
    with refused:
        page.evaluate(PUT_IN, json.dumps(ASKING))
    assert not [url for url in asked if url.endswith("/healthz")]


def test_a_chart_that_fails_opens_its_table(map_page, witness):
    page = map_page.page
    page.goto(f"{map_page.address}/projects/TTH-007")
    page.evaluate(PUT_IN, "{broken")
    expect(page.locator("#put-in details")).to_have_attribute("open", "")
    witness.hear_out()
    witness.complaints.clear()


def test_the_map_does_not_load_what_draws_charts(map_page):
    asked = []
    map_page.page.on("request", lambda request: asked.append(request.url))
    map_page.open()
    assert asked
    assert not [url for url in asked if "charts" in url]


@on_desk_and_phone
def test_the_leaders_page_draws_its_charts_for_those_who_look_there(map_page):
    page, asked = map_page.page, []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{map_page.address}/attention", wait_until="networkidle")
    assert not [url for url in asked if "/attention/charts" in url]
    page.locator("#charts").scroll_into_view_if_needed()
    expect(page.locator("#charts svg.marks")).to_have_count(3)
    expect(drawn_words(page, "#charts").filter(has_text="Kế hoạch năm").first).to_be_visible()


@on_desk_and_phone
def test_the_leaders_page_draws_late_projects_by_month_beside_their_table(map_page):
    page = map_page.page
    page.goto(f"{map_page.address}/attention")
    page.locator(".att-months").scroll_into_view_if_needed()
    expect(drawn_words(page, ".att-months").filter(has_text="10/26")).to_be_visible()
    page.locator(".att-months").get_by_text("Xem số liệu dạng bảng").click()
    expect(page.locator(".att-months tbody tr")).to_have_count(6)
    expect(page.locator(".att-months tbody tr").first).to_be_in_viewport()

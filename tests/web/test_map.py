"""The map page is a shell of one cost for any number of projects; its parts say the rest."""

import json
import re

import pytest
from sqlalchemy import event

from tests.builders import add_agency, add_project, add_report, add_unit
from tests.web.conftest import BROWSER, problem
from tests.web.reading import Page


def read(browse, path):
    response = browse(path)
    assert response.status_code == 200, response.text[:400]
    return Page(response.text)


def config(browse, path="/"):
    found = re.search(r'id="geoapp-config"[^>]*>(.*?)</script>', browse(path).text, flags=re.DOTALL)
    return json.loads(found[1])


def test_the_page_is_in_vietnamese_and_on_demand_in_english(browse):
    for path, lang in (("/", "vi"), ("/?lang=en", "en"), ("/?lang=fr", "vi")):
        assert read(browse, path).all("html")[0]["lang"] == lang


def test_the_page_is_small(browse):
    assert len(browse("/").data) < 150_000


def test_the_page_tells_its_scripts_what_they_need(browse):
    told = config(browse, "/?lang=en")
    assert (told["lang"], told["today"]) == ("en", "2026-11-20")
    assert set(told["themes"]) == {"schedule", "progress", "sector"}
    assert len(told["home"]) == 4
    assert told["sectors"][0] == "transport"


def statements(client, database, path):
    """Return what the database is asked for an answer."""
    asked = []

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(database.app_engine, "before_cursor_execute", note)
    try:
        assert client.get(path, headers={"Accept": BROWSER}).status_code == 200
    finally:
        event.remove(database.app_engine, "before_cursor_execute", note)
    return asked


def test_the_shell_asks_the_same_few_questions_however_many_projects(
    own_client, own_session, database
):
    _, few = (statements(own_client, database, "/") for _ in range(2))
    for number in range(60):
        add_project(own_session, f"P-{number}", wkt="POINT(107 16)")
    own_session.commit()
    _, with_many = (statements(own_client, database, "/") for _ in range(2))
    assert with_many == few
    assert len(few) <= 8


def test_the_shell_reads_no_project_but_to_learn_whether_one_is_illustrative(client, sample):
    statements(client, sample, "/")
    asked = [one for one in statements(client, sample, "/") if re.search(r"\bproject\b", one)]
    assert all("EXISTS" in one for one in asked)
    assert len(asked) <= 1


def test_a_bare_area_is_rewritten_to_its_dated_form(browse):
    response = browse("/?sector=urban&area=482&fbclid=x&lang=en")
    assert response.status_code == 302
    assert response.location == "/?area=district:482@2025-06-30&sector=urban&lang=en"
    assert browse(response.location).status_code == 200


def test_a_project_page_rewrites_it_too(browse):
    response = browse("/projects/TTH-001?area=482")
    assert response.location == "/projects/TTH-001?area=district:482@2025-06-30"


@pytest.mark.parametrize("area", ["district:482@2025-06-30", "commune:20107@2025-07-01"])
def test_a_dated_area_stays(browse, area):
    assert browse(f"/?area={area}").status_code == 200


def test_two_names_of_one_unit_become_one(browse):
    response = browse("/?area=482&area=district:482@2025-06-30")
    assert response.status_code == 302
    assert browse(response.location).status_code in (200, 302)


def test_page_state_that_nobody_knows_is_the_usual(browse):
    strange = "/?color=pink&sort=up&page=-1&view=cinema&lang=xx&project=%00"
    assert read(browse, strange).all("html")[0]["data-view"] == "map"


PARTS = ["/map/summary", "/map/filters", "/map/list", "/map/slide", "/map/areas"]


@pytest.mark.parametrize("path", PARTS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_part_is_a_piece_of_html_and_no_whole_page(browse, path, lang):
    page = read(browse, f"{path}?lang={lang}")
    assert page.elements
    assert not page.all("html")
    assert page.inert


@pytest.mark.parametrize("path", PARTS)
def test_a_part_of_nothing_says_so_without_breaking(browse, empty_client, path):
    read(browse, f"{path}?q=nothinglikethis")
    assert empty_client.get(path, headers={"Accept": BROWSER}).status_code == 200


def test_the_pages_work_before_anything_is_loaded(empty_client):
    for path in ("/", "/?lang=en", "/?view=present"):
        assert empty_client.get(path, headers={"Accept": BROWSER}).status_code == 200


def test_illustrative_figures_are_marked_on_every_page_while_loaded(browse, empty_client):
    for path in ("/?lang=en", "/projects/TTH-001?lang=en", "/projects/HTI-001?lang=en"):
        assert "Illustrative figures" in read(browse, path).text
    empty = Page(empty_client.get("/?lang=en", headers={"Accept": BROWSER}).text)
    assert "Illustrative figures" not in empty.text


def numbers(text):
    return {int(found.replace(".", "")) for found in re.findall(r"\d[\d.]*", text)}


def test_the_summary_says_how_many_and_how_many_have_no_place(browse):
    assert {127, 7} <= numbers(read(browse, "/map/summary").text)


def test_the_list_is_paged_and_keeps_the_filter(browse):
    first = read(browse, "/map/list?sort=code&sector=transport&sector=urban&sector=tourism")
    rows = [given for _, given in first.elements if "data-code" in given]
    assert len(rows) == 50
    (following,) = [link for link in first.links() if "page=2" in link]
    assert following.startswith("/?sector=transport&sector=tourism&sector=urban")


@pytest.mark.parametrize(("query", "told"), [("as_of=2020-01-01", True), ("q=zzzz", False)])
def test_before_the_first_load_the_list_is_empty_and_says_why(browse, query, told):
    page = read(browse, f"/map/list?lang=en&{query}")
    assert not [given for _, given in page.elements if "data-code" in given]
    assert ("the first data are of" in page.text) is told


def test_a_page_number_past_the_end_is_the_last(browse):
    assert read(browse, "/map/list?page=9999999").elements


def test_each_option_of_the_filters_says_what_it_would_leave(browse, client):
    page = read(browse, "/map/filters?area=district:482@2025-06-30")
    boxes = [box["value"] for box in page.all("input") if box.get("name") == "sector"]
    assert len(boxes) == 16
    found = client.get("/map/extent?area=district:482@2025-06-30&sector=transport").get_json()
    assert found["numberMatched"] in numbers(page.text)


def test_the_chosen_options_are_ticked(browse):
    page = read(browse, "/map/filters?sector=urban&stage=suspended&schedule=late&funding=oda")
    ticked = {(box["name"], box["value"]) for box in page.all("input") if "checked" in box}
    assert ticked == {
        ("sector", "urban"), ("stage", "suspended"), ("schedule", "late"), ("funding", "oda"),
    }  # fmt: skip


def options(page):
    return [given for _, given in page.elements if given.get("role") == "option"]


def test_the_picker_offers_units_in_force_and_former_ones_apart(browse):
    page = read(browse, "/map/areas?find=phu loc")
    refs = [one["data-ref"] for one in options(page)]
    assert "district:482@2025-06-30" in refs
    assert "commune:20107@2025-07-01" in refs
    groups = [given["aria-labelledby"] for _, given in page.elements if "aria-labelledby" in given]
    assert len(groups) == 2
    assert "30/06/2025" in page.text


def test_on_another_day_other_units_are_in_force(browse):
    page = read(browse, "/map/areas?find=phu loc&on=2025-06-30")
    first = [one for one in options(page) if one["id"].startswith("area-1-")]
    assert "district:482@2025-06-30" in [one["data-ref"] for one in first]
    assert "commune:20107@2025-07-01" not in [one["data-ref"] for one in first]


def test_what_the_picker_does_not_find_it_says(browse):
    assert options(read(browse, "/map/areas?find=zzzz")) == []


def test_a_card_says_that_the_filter_leaves_its_project_out(browse):
    said = "Outside the filter"
    within = read(browse, "/map/card/TTH-001?sector=tourism&lang=en")
    outside = read(browse, "/map/card/TTH-001?sector=health&lang=en")
    assert said not in within.text
    assert said in outside.text
    ways = [link["href"] for link in outside.all("a")]
    assert "/?project=TTH-001&lang=en" in ways or "/?lang=en&project=TTH-001" in ways


def test_a_program_learns_in_which_provinces_the_projects_lie(client):
    places = client.get("/map/extent").json["places"]
    assert [(place["name"], place["projects"]) for place in places] == [
        ("Thành phố Huế", 110),
        ("Tỉnh Hà Tĩnh", 10),
    ]


def test_a_card_links_to_the_projects_page_and_keeps_the_filter(browse):
    page = read(browse, "/map/card/TTH-001?sector=transport")
    assert "/projects/TTH-001?sector=transport" in page.links()


def test_a_slide_is_the_nth_of_the_list(browse):
    codes = [given["data-code"] for _, given in read(browse, "/map/list?sort=name").elements
             if "data-code" in given]  # fmt: skip
    for place in (1, 2, 50):
        page = read(browse, f"/map/slide?sort=name&n={place}")
        assert codes[place - 1] in {given.get("data-code") for _, given in page.elements}


def test_a_slide_can_be_asked_for_by_project_and_stops_at_the_end(browse):
    page = read(browse, "/map/slide?project=TTH-010")
    assert "TTH-010" in {given.get("data-code") for _, given in page.elements}
    last = read(browse, "/map/slide?n=9999")
    assert ("127", "127") in {(given.get("data-n"), given.get("data-total"))
                              for _, given in last.elements}  # fmt: skip


def test_the_extent_counts_what_is_drawn_and_what_is_not(client):
    found = client.get("/map/extent").get_json()
    assert (found["numberMatched"], found["located"], found["unlocated"]) == (127, 120, 7)
    west, south, east, north = found["bbox"]
    assert 105 < west < east < 109
    assert 15 < south < north < 19
    assert client.get("/map/extent?q=zzzz").get_json()["bbox"] is None


def test_all_data_addresses_count_the_same_for_one_filter(client, browse):
    query = "?sector=tourism&schedule=not_reported&q=du lich"
    extent = client.get("/map/extent" + query).get_json()["numberMatched"]
    items = client.get("/collections/projects/items" + query).get_json(force=True)["numberMatched"]
    assert extent == items > 0
    assert extent in numbers(read(browse, "/map/list" + query).text)
    assert extent in numbers(read(browse, "/map/summary" + query).text)


def test_a_merged_agency_is_one_option_with_the_work_of_both(own_client, own_session):
    old = add_agency(own_session, "OLD", name="Sở Cũ")
    new = add_agency(own_session, "NEW", name="Sở Mới", after=[old])
    add_project(own_session, "A", lead_agency_id=old.id)
    add_project(own_session, "B", lead_agency_id=new.id)
    own_session.commit()
    page = Page(own_client.get("/map/filters").text)
    boxes = [box["value"] for box in page.all("input") if box.get("name") == "agency"]
    assert boxes == ["NEW"]
    card = Page(own_client.get("/map/card/A").text).text
    assert "Sở Cũ" in card
    assert "Sở Mới" in card


def test_a_former_agency_in_an_old_link_still_works(own_client, own_session):
    old = add_agency(own_session, "OLD", name="Sở Cũ")
    add_agency(own_session, "NEW", name="Sở Mới", after=[old])
    add_project(own_session, "A", lead_agency_id=old.id)
    own_session.commit()
    page = Page(own_client.get("/map/filters?agency=OLD").text)
    assert [box["value"] for box in page.all("input") if "checked" in box] == ["NEW"]
    assert own_client.get("/map/extent?agency=OLD").get_json()["numberMatched"] == 1


def test_unknown_progress_is_said_and_not_shown_as_nought(own_client, own_session):
    unit = add_unit(own_session, "1", name="Xã Một")
    add_project(own_session, "A", units={unit: "document"})
    zero = add_project(own_session, "B")
    add_report(own_session, zero, "2026-10", 0)
    own_session.commit()
    unknown, nought = (Page(own_client.get(f"/map/card/{code}").text).text for code in "AB")
    assert "0%" not in unknown
    assert "0%" in nought


@pytest.mark.parametrize("code", ["NOTHING", "SECRET"])
def test_a_card_of_what_may_not_be_seen_is_not_there(own_client, own_session, code):
    add_project(own_session, "SECRET", published=False)
    own_session.commit()
    said = problem(own_client.get(f"/map/card/{code}"))
    assert (said["status"], said["detail"].replace(code, "X")) == (
        404, problem(own_client.get("/map/card/X"))["detail"])  # fmt: skip

"""What was chosen comes back: from a template by its name, from the browser by itself."""

from dataclasses import replace

import pytest
from flask import g, request
from sqlalchemy import text

from geoapp.app import create_app
from geoapp.domain.rights import NOBODY, Viewer
from tests.web.conftest import BROWSER

PHU_LOC = "area=district:482@2025-06-30"
CHOSEN = {"title": "Giao ban {tháng}: {địa bàn}", "paper": "a3", "sections": ["map"]}


@pytest.fixture
def site(settings, sample, tmp_path):
    app = create_app(replace(settings, data_dir=tmp_path), sample)

    @app.before_request
    def recognise() -> None:
        name = request.headers.get("X-Name")
        roles = frozenset({"planner"} if name == "an" else {"viewer"})
        g.viewer = Viewer(name, roles, None, None) if name else NOBODY

    yield app.test_client()
    with sample.app_engine.begin() as connection:
        connection.execute(text("DELETE FROM export_template"))


def look(client, path, name=None):
    headers = {"Accept": BROWSER} | ({"X-Name": name} if name else {})
    return client.get(path, headers=headers)


def save(client, name="an", path="/exports/templates", **fields):
    form = CHOSEN | {"template_name": "Giao ban tháng"} | fields
    return client.post(path, data=form, headers={"Accept": BROWSER, "X-Name": name})


def test_a_template_is_saved_from_the_page_and_leads_back_to_it(site):
    answer = save(site, path=f"/exports/templates?{PHU_LOC}")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"/exports?{PHU_LOC}&template=Giao+ban+th%C3%A1ng"


def test_a_template_fills_the_page_of_choices(site):
    save(site)
    page = look(site, f"/exports?{PHU_LOC}&template=Giao ban tháng").text
    assert '<option value="a3" selected>' in page
    assert 'value="Giao ban {tháng}: {địa bàn}"' in page
    assert "paper=a3" in page.partition("<img")[2]


def test_a_file_by_a_template_has_its_looks_and_names_its_place(site):
    save(site)
    said = site.get(f"/exports/geojson?{PHU_LOC}&template=Giao ban tháng")
    assert said.status_code == 200
    html = site.get(f"/exports/html?{PHU_LOC}&template=Giao ban tháng").text
    assert "<h1>Giao ban 11/2026: huyện\xa0Phú Lộc</h1>" in html


def test_an_unknown_template_is_refused_with_the_choices(site):
    save(site)
    answer = site.get("/exports/csv?template=quý")
    assert (answer.status_code, answer.json["name"]) == (400, "template")
    assert "Giao ban tháng" in answer.json["expected"]


def test_who_handles_no_data_is_offered_templates_and_saves_none(site):
    save(site)
    page = look(site, "/exports").text
    assert "<option>Giao ban tháng</option>" in page
    assert "template_name" not in page
    assert save(site, name="xem").status_code == 403


def test_a_template_is_removed_by_whoever_saved_it(site):
    save(site)
    assert "Xóa mẫu" in look(site, "/exports?template=Giao ban tháng", "an").text
    assert save(site, path="/exports/templates/remove").status_code == 303
    assert "Giao ban tháng</option>" not in look(site, "/exports").text


def test_choices_come_back_and_a_title_does_not(site):
    look(site, f"/exports?{PHU_LOC}&paper=a3&orientation=portrait&title=Giao+ban")
    page = look(site, "/exports?sector=tourism").text
    assert '<option value="a3" selected>' in page
    assert '<option value="portrait" selected>' in page
    assert "Giao ban" not in page.partition("<form")[2].partition("placeholder")[0]


def test_choices_of_an_address_outweigh_those_of_the_browser(site):
    look(site, "/exports?paper=a3")
    assert '<option value="a4" selected>' in look(site, "/exports?paper=a4").text


def test_a_file_never_depends_on_what_was_chosen_before(site):
    look(site, "/exports?paper=a3&dpi=96")
    png = site.get(f"/exports/png?{PHU_LOC}&dpi=96").data
    assert int.from_bytes(png[16:20], "big") < 1200


def test_a_cookie_that_makes_no_sense_is_forgotten(site):
    site.set_cookie("geoapp-export", "paper=a9&color=red", path="/exports")
    assert '<option value="a4" selected>' in look(site, "/exports").text

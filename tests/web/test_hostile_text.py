"""Text from data is shown as it is written, everywhere, and breaks nothing around it."""

import json
import re
from datetime import date
from urllib.parse import quote

import pytest
from sqlalchemy.orm import Session

from geoapp.models import ProjectIdentifier
from tests.builders import (
    add_agency,
    add_baseline,
    add_milestone,
    add_project,
    add_report,
    add_unit,
)
from tests.mvt import read_layers
from tests.web.conftest import BROWSER
from tests.web.reading import Page

HOSTILE = [
    "{{ 7*7 }}",
    "{% 50",
    "{# x",
    "${1}",
    "`back-tick`",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "<!--",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)",
    "a\u2028b\u2029c",
    "%(name)s %s {name} {0}",
    "\\u003cb>",
    "&lt;b&gt; &amp;",
]  # fmt: skip
TEXTS = [pytest.param(f"H-{number:02}", text, id=text) for number, text in enumerate(HOSTILE)]
PARTS = ["/map/card/{0}", "/map/slide?project={0}", "/map/list?q={0}", "/map/filters?q={0}",
         "/map/filters?agency={0}&area=commune:{0}", "/map/areas?q={0}"]  # fmt: skip
PAGES = ["/projects/{0}", "/projects/{0}?lang=en"]


@pytest.fixture(scope="module", autouse=True)
def hostile(database):
    """A project for each text, in whose every field it stands, and a harmless one beside."""
    with Session(database.app_engine) as session:
        for number, text in enumerate(HOSTILE):
            add_hostile(session, f"H-{number:02}", text)
        add_project(session, "OK-1", name="Cầu Bạch Hổ", wkt="POINT(108.2 16.5)")
        session.commit()


def add_hostile(session, code, text):
    agency = add_agency(session, code, name=text, name_en=text)
    unit = add_unit(session, code, name=text, since=date(2025, 7, 1), box=(106, 15, 109, 18))
    project = add_project(
        session, code, name=text, name_en=text, short_name=text, lead_agency_id=agency.id,
        owner_agency_id=agency.id, partner_agency_ids=[agency.id], figures_text=text,
        units={unit: "geometry"}, wkt=f"POINT(107.{code[2:]} 16.3)",
        sources=[{"document": text, "section": text, "says": text, "fields": [text]}],
    )  # fmt: skip
    session.add(ProjectIdentifier(project_id=project.id, scheme=text, value=text))
    add_baseline(session, project, date(2026, 1, 1), date(2027, 1, 1))
    add_milestone(session, project, date(2026, 6, 1), name=text)
    add_report(session, project, "2026-10", 40, done=text)


def browse(client, path):
    response = client.get(path, headers={"Accept": BROWSER}, follow_redirects=True)
    assert response.status_code == 200, path
    return Page(response.text)


@pytest.mark.parametrize("path", [*PAGES, *PARTS])
@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_it_is_shown_as_it_is_written_and_does_nothing(own_client, path, code, text):
    page = browse(own_client, path.format(code))
    assert page.inert
    assert text in page.text


@pytest.mark.parametrize("code", [param.values[0] for param in TEXTS])
def test_the_shell_of_the_map_stays_whole_around_it(own_client, code):
    page = browse(own_client, f"/?project={code}&view=present&area=commune:{code}&agency={code}")
    assert page.inert
    assert {"map", "list", "summary"} <= {given.get("id") for _, given in page.elements}


def test_the_map_page_holds_no_text_of_any_project(own_client):
    said = own_client.get("/", headers={"Accept": BROWSER}).text
    assert [text for text in HOSTILE if text in said] == []
    config = re.search(r'id="geoapp-config"[^>]*>(.*?)</script>', said, flags=re.DOTALL)
    assert json.loads(config[1])["lang"] == "vi"


@pytest.mark.parametrize("path", ["/", "/map/list", "/map/filters", "/map/areas", "/map/slide"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_search_for_it_is_shown_as_text(own_client, path, text):
    typed = quote(text, safe="")
    assert browse(own_client, f"{path}?q={typed}&find={typed}").inert


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_a_feature_carries_it_as_it_is(own_client, code, text):
    feature = own_client.get(f"/collections/projects/items/{code}").get_json(force=True)
    said = feature["properties"]
    assert said["name"] == said["name_en"] == said["lead_agency"]["name"] == text
    assert said["source"][0]["says"] == said["areas"][0]["name"] == text


def test_tiles_and_units_carry_all_of_them(own_client):
    tiles = [own_client.get(f"/tiles/projects/12/{x}/1859.mvt").data for x in range(3260, 3276)]
    names = {cell.get("name") for tile in tiles for cell in read_layers(tile).get("points", [])}
    assert names >= set(HOSTILE)
    units = own_client.get("/collections/areas/items").get_json(force=True)["features"]
    assert {unit["properties"]["name"] for unit in units} == set(HOSTILE)


def test_the_project_beside_them_stays_whole(own_client):
    assert "Cầu Bạch Hổ" in browse(own_client, "/projects/OK-1").text
    assert "Cầu Bạch Hổ" in browse(own_client, "/map/list?sort=code").text
    found = own_client.get("/collections/projects/items").get_json(force=True)
    assert len(found["features"]) == len(HOSTILE) + 1


@pytest.mark.parametrize("path", ["/?sector=", "/?progress=", "/?area=", "/?agency=", "/projects/"])
@pytest.mark.parametrize("text", HOSTILE)
def test_an_error_page_shows_what_came_as_text(own_client, path, text):
    response = own_client.get(path + quote(text, safe=""), headers={"Accept": BROWSER})
    assert response.status_code in (400, 404)
    page = Page(response.text)
    assert page.inert
    assert text[:60] in page.text or response.status_code == 404

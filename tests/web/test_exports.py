"""Files asked for by address: the filters of the page, safe names, plain refusals."""

import csv
import io
from dataclasses import replace

import orjson
import pytest

from geoapp.exports.formats import FORMATS
from geoapp.web import exports
from geoapp.web.state import EXTENSION
from geoapp.web.turns import Turns

PHU_LOC = "area=district:482@2025-06-30"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_of_the_table_answers(client, name):
    response = client.get(f"/exports/{name}?{PHU_LOC}")
    assert response.status_code == 200
    assert response.content_type.split(";")[0] == FORMATS[name].media_type.split(";")[0]
    assert len(response.data) > 500


def test_a_file_is_kept_under_a_readable_name(client):
    said = client.get(f"/exports/csv?{PHU_LOC}").headers["Content-Disposition"]
    assert 'attachment; filename="ban-do-huyen-phu-loc-2026-11-20.csv"' in said


@pytest.mark.parametrize("filters", [PHU_LOC, "sector=tourism&schedule=late", "q=chan+may", ""])
def test_a_file_has_the_projects_of_the_list(client, filters):
    collection = orjson.loads(client.get(f"/exports/geojson?{filters}").data)
    listed = client.get(f"/collections/projects/items?{filters}").json
    assert sorted(one["id"] for one in collection["features"]) == [
        one["id"] for one in listed["features"]
    ]


def test_properties_are_those_of_the_features(client):
    exported = orjson.loads(client.get("/exports/geojson").data)["features"][0]
    feature = client.get(f"/collections/projects/items/{exported['id']}").json
    assert exported["properties"].keys() - {"short_name"} == feature["properties"].keys()
    for name, value in feature["properties"].items():
        assert exported["properties"][name] == value, name


@pytest.mark.parametrize(
    ("query", "name", "choices"),
    [
        ("/exports/doc", "format", "geojson"),
        ("/exports/csv?paper=a5", "paper", "a4, a3"),
        ("/exports/csv?orientation=up", "orientation", "landscape, portrait"),
        ("/exports/csv?scale=1:7", "scale", "1:N"),
        ("/exports/csv?dpi=72", "dpi", "96, 150, 300"),
        ("/exports/csv?sections=maps", "sections", "map, grid, table"),
        ("/exports/csv?color=red", "color", "schedule"),
        ("/exports/csv?sectr=health", "sectr", "sector"),
        (f"/exports/csv?title={'x' * 301}", "title", "300"),
    ],
)
def test_what_cannot_be_chosen_is_refused_with_what_can(client, query, name, choices):
    response = client.get(query)
    assert (response.status_code, response.json["name"]) == (400, name)
    assert choices in response.json["expected"]


def test_formulas_are_text_in_a_table(client, monkeypatch):
    wanted = exports.gather

    def with_a_formula(*given, **named):
        content = wanted(*given, **named)
        content.projects[0].properties["name"] = '=HYPERLINK("x")'
        return content

    monkeypatch.setattr(exports, "gather", with_a_formula)
    rows = list(csv.DictReader(io.StringIO(client.get("/exports/csv").data.decode("utf-8-sig"))))
    assert rows[0]["name"] == '\'=HYPERLINK("x")'


@pytest.fixture
def crowd(app, tmp_path, monkeypatch):
    """The application while it writes a file, and nobody may sit and wait."""
    turns = Turns(tmp_path, processes=1, seats=0)
    monkeypatch.setattr(app.extensions[EXTENSION], "turns", turns)
    with turns.mine():
        yield turns


@pytest.mark.usefixtures("crowd")
def test_a_program_that_must_wait_is_told_its_place_and_when_to_come_again(client):
    response = client.get(f"/exports/csv?{PHU_LOC}")
    assert response.status_code == 503
    assert (response.json["place"], response.headers["Retry-After"]) == (1, "1")
    assert response.json["again"].startswith(f"/exports/csv?{PHU_LOC}&turn=")


@pytest.mark.usefixtures("crowd")
def test_who_comes_again_keeps_the_place(client):
    first = client.get("/exports/csv").json
    assert client.get("/exports/csv").json["place"] == 2
    again = client.get(first["again"]).json
    assert (again["place"], again["again"]) == (1, first["again"])


@pytest.mark.usefixtures("crowd")
def test_a_person_who_must_wait_reads_the_place_and_is_led_on(browse):
    page = browse(f"/exports/csv?{PHU_LOC}")
    assert "Đang có nhiều tệp được xuất cùng lúc" in page.text
    assert "Vị trí thứ 1" in page.text
    assert "Cơ sở dữ liệu" not in page.text
    seconds, where = page.headers["Refresh"].split("; url=")
    assert (seconds, where.split("&turn=")[0]) == ("1", f"/exports/csv?{PHU_LOC}")


@pytest.mark.parametrize("path", ["/changes.pdf?since=2026-11-01", "/reports/periodic/pdf"])
@pytest.mark.usefixtures("crowd")
def test_other_files_stand_in_the_same_line(client, path):
    response = client.get(path)
    assert (response.status_code, response.json["place"]) == (503, 1)
    assert client.get(response.json["again"]).json["place"] == 1


def test_who_comes_again_when_it_is_their_turn_gets_the_file(app, client, tmp_path, monkeypatch):
    turns = Turns(tmp_path, processes=1, seats=0)
    monkeypatch.setattr(app.extensions[EXTENSION], "turns", turns)
    with turns.mine():
        told = client.get("/exports/csv").json
    assert client.get(told["again"]).status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_more_projects_than_fit_are_refused_rather_than_left_out(client, monkeypatch):
    monkeypatch.setitem(FORMATS, "csv", replace(FORMATS["csv"], most=5))
    assert client.get("/exports/csv").status_code == 413


def test_the_map_page_links_to_every_format(browse):
    page = browse(f"/?{PHU_LOC}&color=sector").text
    for name in FORMATS:
        assert f"/exports/{name}?{PHU_LOC}&amp;color=sector" in page


def test_the_page_of_choices_keeps_filters_and_choices(browse):
    page = browse(f"/exports?{PHU_LOC}&title=Giao+ban&paper=a3&sections=map&sections=projects").text
    assert 'name="area" value="district:482@2025-06-30"' in page
    assert 'value="Giao ban"' in page
    assert '<option value="a3" selected>' in page
    assert "dpi=96" in page
    for name in FORMATS:
        assert f'formaction="/exports/{name}' in page


def test_the_page_of_choices_proposes_a_title(browse):
    page = browse(f"/exports?{PHU_LOC}").text
    assert 'placeholder="Dự án trọng điểm trên địa bàn huyện\xa0Phú Lộc"' in page


def test_a_title_is_text_on_the_page_of_choices(browse):
    page = browse("/exports?title=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text
    assert "<script>alert" not in page


def test_a_wrong_choice_is_told_on_a_page(browse):
    response = browse("/exports?paper=a5")
    assert response.status_code == 400
    assert "a4, a3" in response.text


def test_before_the_first_data_there_is_nothing_to_export(client):
    collection = orjson.loads(client.get("/exports/geojson?as_of=2020-01-01").data)
    assert collection["features"] == []

"""One table from error to HTTP: programs read a problem document, people a page."""

import pytest

from geoapp.domain import errors
from geoapp.domain.messages import message
from geoapp.web.errors import STATUS, TITLES
from tests.web.conftest import BROWSER, problem

BAD = [
    ("area", "999999"),
    ("area", "Phú Lộc"),
    ("area", "482@2025-07-01"),
    ("area", "482@30/06/2025"),
    ("sector", "trains"),
    ("kind", "trains"),
    ("funding", "x"),
    ("stage", "x"),
    ("schedule", "x"),
    ("progress", "50"),
    ("progress", "90-10"),
    ("agency", "SO-X"),
    ("q", "x" * 201),
    ("as_of", "2026-11-21"),
    ("as_of", "2026-13-01"),
    ("month", "2026-13"),
]
DATA = ["/collections/projects/items", "/tiles/projects/8/204/116.mvt", "/map/extent"]
PARTS = ["/map/summary", "/map/filters", "/map/list", "/map/slide", "/map/areas"]


def all_errors(kind=errors.GeoappError):
    yield kind
    for below in kind.__subclasses__():
        yield from all_errors(below)


def test_the_table_knows_every_error_of_the_tree():
    ours = {kind for kind in all_errors() if kind.__module__ == errors.__name__}
    assert set(STATUS) == ours - {errors.GeoappError}


# Raised before anything is served: the shell says them, no request meets them.
SHELL_ONLY = {"BadSetting", "NoWorker", "PortTaken"}


def test_an_error_of_any_module_has_a_status():
    for kind in all_errors():
        if kind is not errors.GeoappError:
            assert [one for one in kind.__mro__ if one in STATUS] or kind.__name__ in SHELL_ONLY


def test_every_status_of_the_table_has_a_title():
    assert set(STATUS.values()) <= set(TITLES)


@pytest.mark.parametrize(("name", "value"), BAD)
@pytest.mark.parametrize("path", DATA)
def test_a_program_learns_parameter_expectation_and_what_came(client, path, name, value):
    response = client.get(path, query_string={name: value})
    said = problem(response)
    assert response.status_code == said["status"] == 400
    assert said["name"] == name
    assert said["got"] in value
    assert said["expected"]
    assert {"type", "title", "status", "detail"} <= set(said)


@pytest.mark.parametrize(("name", "value"), BAD)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_person_reads_a_page_that_says_the_same(client, name, value, lang):
    response = client.get(
        "/", query_string={name: value, "lang": lang}, headers={"Accept": BROWSER}
    )
    assert (response.status_code, response.mimetype) == (400, "text/html")
    assert f'<html lang="{lang}"' in response.text
    assert f"<code>{name}</code>" in response.text
    assert value[:200].split("@")[-1] in response.text


@pytest.mark.parametrize("path", PARTS)
def test_a_part_of_the_page_refuses_bad_input_too(fetch, path):
    assert problem(fetch(f"{path}?sector=trains"))["name"] == "sector"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/collections/projects/items?bbox=1,2,3", "bbox"),
        ("/collections/projects/items?limit=0", "limit"),
        ("/collections/projects/items?limit=10001", "limit"),
        ("/collections/projects/items?limit=ten", "limit"),
        ("/collections/projects/items?limit=-1", "limit"),
        ("/collections/projects/items?limit=٣", "limit"),
        ("/collections/projects/items?offset=-1", "offset"),
        ("/collections/areas/items?on=1/7/2025", "on"),
        ("/collections/areas/items?level=village", "level"),
        ("/collections/areas/items?bbox=a", "bbox"),
        ("/collections/areas/items?q=%00", "q"),
        ("/collections/areas/items/nothing", "area"),
        ("/tiles/projects/8/204/116.mvt?color=pink", "color"),
        ("/map/areas?on=soon", "on"),
        ("/map/areas?find=%00", "find"),
        ("/map/slide?n=first", "n"),
    ],
)
def test_other_parameters_are_named_as_well(fetch, path, name):
    assert problem(fetch(path))["name"] == name


@pytest.mark.parametrize(
    "path",
    [
        "/collections/projects/items?colour=red",
        "/collections/projects/items?Sector=urban",
        "/collections/projects/items/TTH-001?fbclid=1",
        "/collections/areas/items?area=482",
        "/collections/areas/items/482?fbclid=1",
        "/tiles/projects/8/204/116.mvt?fbclid=1",
        "/map/extent?fbclid=1",
    ],
)
def test_unknown_parameters_of_data_are_refused(fetch, path):
    said = problem(fetch(path))
    assert said["status"] == 400
    assert said["name"] in path


@pytest.mark.parametrize("path", ["/", "/projects/TTH-001", *PARTS, "/map/card/TTH-001"])
def test_unknown_parameters_of_pages_are_ignored(browse, path):
    assert browse(f"{path}?fbclid=x&utm_source=zalo&zarsrc=31&Sector=?").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/projects/NOTHING",
        "/projects/tth-001",
        "/projects/TTH-001/",
        "/map/card/X",
        "/collections/projects/items/X",
        "/collections/nothing",
        "/tiles/projects/1/2/0.mvt",
        "/tiles/projects/23/0/0.mvt",
        "/tiles/projects/1/0/99999999999999999999.mvt",
        "/tiles/projects/a/0/0.mvt",
        "/tiles/projects/-1/0/0.mvt",
        "/layers/nothing.geojson",
        "/static/../settings.py",
        "/static/nothing.css",
        "/projects/%00",
        "/map/card/A%00",
        "/collections/projects/items/%00",
        "/projects/" + "A" * 5000,
        "/projects/%F0%9F%8C%89",
    ],
)
def test_what_does_not_exist_is_not_found(client, path):
    assert problem(client.get(path))["status"] == 404
    page = client.get(path, headers={"Accept": BROWSER})
    assert (page.status_code, page.mimetype) == (404, "text/html")


def test_a_method_that_an_address_does_not_take_is_refused_with_those_it_does(client):
    response = client.delete("/projects/TTH-001")
    assert problem(response)["status"] == 405
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("kind", list(STATUS))
def test_each_error_is_answered_with_its_status(app, fetch, monkeypatch, kind):
    told = message("Not so.")
    monkeypatch.setitem(app.view_functions, "map.summary", raising(made(kind, told)))
    said = problem(fetch("/map/summary"))
    assert said["status"] == STATUS[kind]
    assert said["detail"]


def made(kind, told):
    if kind is errors.BadParameter:
        return kind("x", expected=told, got="y")
    if kind is errors.Queued:
        return kind(1, 1, 1, "ticket")
    return kind([errors.Problem("x", told)] if kind is errors.BadForm else told)


def test_a_form_is_refused_with_all_that_is_wrong(app, fetch, monkeypatch):
    wrong = [errors.Problem(field, message("Not so.")) for field in ("name", "days")]
    monkeypatch.setitem(app.view_functions, "map.summary", raising(errors.BadForm(wrong)))
    said = problem(fetch("/map/summary?lang=en"))
    assert said["detail"] == "Not so. Not so."
    assert said["problems"] == [
        {"field": "name", "detail": "Not so."},
        {"field": "days", "detail": "Not so."},
    ]


def raising(error):
    def view():
        raise error

    return view


def test_a_crash_tells_nothing_of_its_cause_and_is_logged(app, client, monkeypatch, caplog):
    monkeypatch.setitem(app.view_functions, "map.summary", raising(ValueError("secret")))
    for accept in ("*/*", BROWSER):
        response = client.get("/map/summary", headers={"Accept": accept})
        assert response.status_code == 500
        assert "secret" not in response.text
    assert "secret" in caplog.text


def test_an_error_is_never_kept_by_a_cache(fetch):
    assert fetch("/?sector=trains").headers["Cache-Control"] == "no-store"


def test_an_error_page_links_to_the_page_in_the_other_language(browse):
    text = browse("/?sector=trains&lang=en").text
    assert 'href="/?lang=en"' in text


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (BROWSER, "text/html"),
        ("text/html", "text/html"),
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("", "application/problem+json"),
        ("application/geo+json", "application/problem+json"),
    ],
)
def test_the_accept_header_tells_people_from_programs(fetch, accept, kind):
    assert fetch("/nothing", Accept=accept).mimetype == kind


def test_a_refused_act_is_no_wrong_address(client):
    page = client.delete("/attention", headers={"Accept": BROWSER})
    assert page.status_code == 405
    assert "Địa chỉ này hỏi" not in page.text
    assert "Chưa lưu nội dung vừa gửi" in page.text

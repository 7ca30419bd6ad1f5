"""The one-file map: all data inert, nothing linked, a policy that forbids every request."""

import json
import re
from dataclasses import replace

import pytest

from geoapp.exports.options import ExportOptions
from geoapp.exports.web_page import inert, write_web_page
from tests.exports.conftest import PHU_LOC

HOSTILE = "</script><script>alert(1)</script>{{ 7*7 }}{% 50 ${x} <img src=x onerror=alert(1)>"
DATA = re.compile(r'<script type="application/json" id="geoapp-data">(.*?)</script>', re.S)


@pytest.fixture
def district(gathered):
    return gathered(area=PHU_LOC)


def page(content):
    return write_web_page(content, ExportOptions()).decode()


def test_the_file_carries_every_project_of_the_filter(district):
    data = json.loads(DATA.search(page(district))[1])
    assert [one["code"] for one in data["projects"]] == [
        one.properties["code"] for one in district.projects
    ]


def test_nothing_is_linked(district):
    written = page(district)
    assert not re.search(r"<(link|iframe|script[^>]* src|img)", DATA.sub("", written))
    assert "url(http" not in written
    assert "default-src &#x27;none&#x27;" in written


def test_text_from_data_stays_data(district):
    first = district.projects[0]
    hostile = replace(first, properties={**first.properties, "name": HOSTILE})
    content = replace(district, title=HOSTILE, projects=(hostile, *district.projects[1:]))
    written = page(content)
    assert written.count("<script>alert") == 0
    assert "<img" not in DATA.sub("", written)
    assert json.loads(DATA.search(written)[1])["projects"][0]["name"] == HOSTILE


def test_what_ends_a_script_is_escaped():
    assert inert({"a": "</script>&\u2028\u2029"}) == (
        '{"a":"\\u003c/script\\u003e\\u0026\\u2028\\u2029"}'
    )


def test_all_projects_fit_into_a_small_file(gathered):
    assert len(write_web_page(gathered(), ExportOptions())) < 900_000


def test_an_empty_filter_gives_a_page_all_the_same(gathered):
    data = json.loads(DATA.search(page(gathered(area=PHU_LOC, sector="mining")))[1])
    assert data["projects"] == []
    assert data["texts"]["none"] == "Không có dự án nào khớp."


def test_units_have_their_names_the_chosen_one_first(gathered):
    names = json.loads(DATA.search(page(gathered(area=PHU_LOC)))[1])["ground"]["names"]
    assert (names[0]["words"], names[0]["part"]) == ("Huyện Phú Lộc", "area")
    said = {one["words"] for one in names[1:]}
    assert {"Huyện Phú Vang", "Xã Khe Tre"} <= said

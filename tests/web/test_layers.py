"""The data of an overlay come from its layer file, for whoever may see it."""

import json
import shutil
from dataclasses import replace

import pytest

from geoapp.app import create_app
from geoapp.settings import ROOT
from tests.web.conftest import problem

OVERLAY = """\
kind = "overlay"
title = { vi = "Vùng ngập", en = "Flood zone" }
order = 200
source = { geojson = "flood.geojson" }
[style]
fill = "#3D8FDB"
"""
FLOOD = {"type": "FeatureCollection", "features": [{
    "type": "Feature", "properties": {"name": "{{ 7*7 }}"},
    "geometry": {"type": "Point", "coordinates": [107.6, 16.4]}}]}  # fmt: skip


@pytest.fixture
def flooded(settings, sample, tmp_path):
    """The application with one overlay more, made of a TOML and a GeoJSON."""
    layers = tmp_path / "layers"
    shutil.copytree(ROOT / "layers", layers)
    shutil.copytree(ROOT / "data" / "geo", tmp_path / "data" / "geo")
    for name, access in (("flood", ""), ("hidden", 'access = ["planner"]\n')):
        (layers / f"{name}.toml").write_text(access + OVERLAY, encoding="utf-8")
    (layers / "flood.geojson").write_text(json.dumps(FLOOD), encoding="utf-8")
    return create_app(replace(settings, layers_dir=layers), sample).test_client()


def test_an_overlay_is_served_as_it_was_checked(flooded):
    response = flooded.get("/layers/flood.geojson")
    assert response.mimetype == "application/geo+json"
    (feature,) = json.loads(response.text)["features"]
    assert feature["geometry"]["coordinates"] == [107.6, 16.4]
    again = flooded.get(
        "/layers/flood.geojson", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["hidden", "nothing", "projects", "areas", "flood.geojson"])
def test_what_is_no_overlay_or_not_for_everybody_is_not_there(flooded, name):
    assert problem(flooded.get(f"/layers/{name}.geojson"))["status"] == 404


def test_the_page_tells_its_scripts_of_the_overlay(flooded):
    page = flooded.get("/?lang=en", headers={"Accept": "text/html"}).text
    assert "Flood zone" in page
    assert "hidden" not in page.split('id="geoapp-config"')[1].split("</script>")[0]

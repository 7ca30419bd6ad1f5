"""The shell is drawn from constants and checked layer files, and fits a strict security policy."""

from pathlib import Path
from shutil import copyfile

import pytest

from geoapp.domain.layers import read_layers
from geoapp.maps.shell import render_shell

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def layers():
    return read_layers(ROOT / "layers")


@pytest.fixture
def with_openstreetmap(tmp_path):
    folder = tmp_path / "layers"
    folder.mkdir()
    for path in (ROOT / "layers").iterdir():
        copyfile(path, folder / path.name.removesuffix(".example"))
    return read_layers(folder, ROOT / "data" / "geo")


def test_the_map_has_a_fixed_name(layers) -> None:
    shell = render_shell("vi", layers)
    assert 'id="map_projects"' in shell.html
    assert "var map_projects = L.map(" in shell.script


def test_the_same_layers_give_the_same_text(layers) -> None:
    first = render_shell("vi", layers)
    render_shell.cache_clear()
    assert render_shell("vi", layers) == first


def test_nothing_in_it_breaks_a_strict_policy(layers) -> None:
    shell = render_shell("vi", layers)
    for text in (shell.html, shell.script):
        for mark in ("<style", "style=", "<script", "onclick", "eval(", "$("):
            assert mark not in text


def test_no_file_and_no_address_lies_elsewhere(layers) -> None:
    shell = render_shell("vi", layers)
    assert shell.scripts[0] == "leaflet/leaflet.js"
    assert "http" not in "".join([*shell.scripts, *shell.styles, shell.script])


def test_it_has_no_view_of_its_own(layers) -> None:
    assert "center: null" in render_shell("vi", layers).script


def test_controls_speak_the_page_s_language(layers) -> None:
    assert '"title": "Full screen"' in render_shell("en", layers).script
    assert '"imperial": false' in render_shell("en", layers).script


def test_tiles_come_from_layer_files_alone(layers, with_openstreetmap) -> None:
    assert "L.tileLayer" not in render_shell("en", layers).script
    script = render_shell("en", with_openstreetmap).script
    assert "var tile_layer_openstreetmap = L.tileLayer(" in script
    assert "tile_layer_openstreetmap.addTo" not in script


def test_makers_of_tiles_are_named_with_a_link(with_openstreetmap) -> None:
    script = render_shell("en", with_openstreetmap).script
    assert "\\u00a9 OpenStreetMap contributors\\u003c/a\\u003e" in script


def test_a_tile_host_is_told_the_origin_and_no_more(with_openstreetmap) -> None:
    script = render_shell("en", with_openstreetmap).script
    assert '"referrerPolicy": "strict-origin-when-cross-origin"' in script

"""Every class of the projects layer, every sector and every stage has its drawing."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from geoapp.domain.layers import read_layers
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.maps.glyphs import SECTOR_GLYPHS, glyph_for
from geoapp.maps.symbols import sprite_svg

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def layers():
    return read_layers(ROOT / "layers")


@pytest.fixture(scope="module")
def sprite(layers) -> ElementTree.Element:
    return ElementTree.fromstring(sprite_svg(layers))


def test_every_class_of_every_theme_has_a_shape(layers, sprite) -> None:
    ids = {element.get("id") for element in sprite}
    for layer in layers:
        if layer.kind == "projects":
            for theme in layer.themes:
                for style in theme.classes:
                    assert f"shape-{theme.id}-{style.value}" in ids


def test_no_id_is_used_twice(sprite) -> None:
    ids = [element.get("id") for element in sprite]
    assert len(ids) == len(set(ids))


def test_drawings_of_one_size_share_one_square(sprite) -> None:
    sizes = {
        (symbol.get("id").split("-")[0], symbol.get("viewBox"))
        for symbol in sprite.iter(f"{SVG}symbol")
    }
    assert sizes == {("shape", "0 0 34 34"), ("glyph", "0 0 16 16"), ("badge", "0 0 14 14")}


def test_no_two_classes_of_a_theme_are_drawn_alike(sprite) -> None:
    shapes = {}
    for symbol in sprite.iter(f"{SVG}symbol"):
        kind, _, name = symbol.get("id").partition("-")
        if kind == "shape" and not name.startswith("sector"):
            shapes[name] = "".join(ElementTree.tostring(child, "unicode") for child in symbol)
    assert len(set(shapes.values())) == len(shapes) == 11


def test_hatches_are_named_by_their_colour(sprite) -> None:
    assert [pattern.get("id") for pattern in sprite.iter(f"{SVG}pattern")] == ["hatch-A8200D"]


def test_nothing_in_it_breaks_a_strict_policy(layers) -> None:
    text = sprite_svg(layers)
    for mark in ("style=", "<style", "<script", "href", " on"):
        assert mark not in text


def test_every_sector_has_its_glyph(sprite) -> None:
    ids = {element.get("id") for element in sprite}
    for sector in SECTORS:
        assert f"glyph-{glyph_for(sector.code, '')}" in ids
    assert glyph_for("other", "") == glyph_for("unheard-of", "") == "dot"
    assert len(set(SECTOR_GLYPHS.values())) == len(SECTOR_GLYPHS)


def test_harbours_take_an_anchor() -> None:
    anchored = {kind.code for kind in KINDS if glyph_for(kind.sector, kind.code) == "anchor"}
    assert anchored == {"port", "breakwater", "port_policy"}

"""The layer files that come with geoapp agree with its code lists and with its rules of colour."""

from pathlib import Path
from shutil import copyfile

import pytest

from geoapp.domain.choices import SCHEDULES
from geoapp.domain.layers import Theme, read_layers, tile_hosts
from geoapp.domain.sectors import SECTORS

ROOT = Path(__file__).parents[3]
LATE_RED = "#A8200D"


@pytest.fixture(scope="module")
def layers():
    return {layer.id: layer for layer in read_layers(ROOT / "layers")}


@pytest.fixture(scope="module")
def themes(layers) -> dict[str, Theme]:
    return {theme.id: theme for theme in layers["projects"].themes}


def test_there_is_a_map_without_any_other_host(layers) -> None:
    assert tile_hosts(layers.values()) == ()
    assert layers["basemap"].base
    assert layers["basemap"].visible


def test_projects_are_coloured_by_schedule_progress_and_sector(themes) -> None:
    assert list(themes) == ["schedule", "progress", "sector"]


def test_every_schedule_status_has_its_class_and_its_words(themes) -> None:
    classes = {style.value: style.label for style in themes["schedule"].classes}
    assert {choice.code: (choice.vi, choice.en) for choice in SCHEDULES} == {
        value: (label.vi, label.en) for value, label in classes.items() if value != "none"
    }
    assert "none" in classes


def test_every_sector_has_its_class_and_its_words(themes) -> None:
    classes = {style.value: style.label for style in themes["sector"].classes}
    assert {sector.code: (sector.vi, sector.en) for sector in SECTORS} == {
        value: (label.vi, label.en) for value, label in classes.items()
    }


def test_sectors_of_one_family_share_a_colour_and_families_do_not(themes) -> None:
    fill = {style.value: style.fill for style in themes["sector"].classes}
    pairs = {(sector.family, fill[sector.code]) for sector in SECTORS}
    assert len(pairs) == len({family for family, _ in pairs}) == len({fill for _, fill in pairs})


def test_every_percent_falls_into_one_class(themes) -> None:
    ranges = [style for style in themes["progress"].classes if not style.missing]
    edges = [(style.at_least or 0, style.below) for style in ranges]
    assert edges == [(0, 25), (25, 50), (50, 75), (75, 100), (100, None)]


def test_classes_of_one_theme_differ_by_shape_or_glyph(themes) -> None:
    for theme in themes.values():
        looks = [(style.shape, style.glyph) for style in theme.classes]
        assert len(looks) == len(set(looks))


def test_red_means_late_and_nothing_else(layers) -> None:
    red = {
        (theme.id, style.value)
        for layer in layers.values()
        for theme in layer.themes
        for style in theme.classes
        if LATE_RED in {style.fill, style.edge, style.ink}
    }
    assert red == {("schedule", "late")}


def test_unknown_is_white_and_dashed(themes) -> None:
    unknown = [themes["schedule"].classes[1], themes["progress"].classes[0]]
    assert {(style.fill, style.line, style.area, style.edge_line) for style in unknown} == {
        ("#FFFFFF", "dashed", "none", "dashed")
    }


def test_the_archipelagos_are_shown(layers) -> None:
    titles = [inset.title.vi for inset in layers["sea"].insets]
    assert titles == ["QĐ. Hoàng Sa", "QĐ. Trường Sa"]
    assert "Biển Đông" in {label.text.vi for label in layers["sea"].labels}


def test_points_and_labels_of_an_inset_lie_in_its_frame(layers) -> None:
    for inset in layers["sea"].insets:
        west, south, east, north = inset.bbox
        for x, y in [*inset.points, *(label.point for label in inset.labels)]:
            assert west < x < east
            assert south < y < north


def test_openstreetmap_is_one_file_away(tmp_path) -> None:
    folder = tmp_path / "layers"
    folder.mkdir()
    for path in (ROOT / "layers").iterdir():
        copyfile(path, folder / path.name.removesuffix(".example"))
    layers = read_layers(folder, ROOT / "data" / "geo")
    assert tile_hosts(layers) == ("https://tile.openstreetmap.org",)

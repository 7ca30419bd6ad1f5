"""A layer file becomes a layer, and every mistake in it is told with its line."""

import pytest

from geoapp.domain.layers import TileSource, Words

TILES = """\
kind = "tiles"
title = { vi = "Ảnh", en = "Photo" }
order = 11
[source]
tiles = "https://tiles.example.org/{z}/{x}/{y}.png"
host = "tiles.example.org"
attribution = { vi = "© Ví dụ", en = "© Example" }
"""


def test_an_overlay_is_one_toml_and_one_geojson(folder) -> None:
    folder.write_flood()
    flood = folder.read()["flood"]
    assert flood.title == Words("Vùng ngập", "Flood zone")
    assert flood.source.path == folder.path / "flood.geojson"
    assert flood.style.fill == "#3D8FDB"
    assert flood.access == ("everyone",)


def test_geojson_may_lie_with_the_data(folder) -> None:
    folder.write_flood()
    (folder.path / "flood.geojson").rename(folder.data / "flood.geojson")
    assert folder.read()["flood"].source.path == folder.data / "flood.geojson"


def test_layers_come_from_the_lowest_to_the_highest(folder) -> None:
    folder.write_flood()
    folder.write("photo.toml", TILES)
    assert list(folder.read()) == ["photo", "flood", "projects"]


def test_a_tile_layer_names_its_host(folder) -> None:
    folder.write("photo.toml", TILES)
    photo = folder.read()["photo"]
    assert photo.source == TileSource(
        "https://tiles.example.org/{z}/{x}/{y}.png", "https://tiles.example.org"
    )


def test_labels_insets_and_seas_are_read(folder) -> None:
    folder.write(
        "sea.toml",
        """\
kind = "sea"
title = { vi = "Biển", en = "Sea" }
order = 400
[[labels]]
text = { vi = "Biển Đông", en = "East Sea" }
point = [111, 15]
style = "water"
[[insets]]
title = { vi = "QĐ. Hoàng Sa", en = "Hoàng Sa" }
bbox = [110.8, 15.5, 113.2, 17.4]
points = [[111.6, 16.5]]
polygons = [[[111, 16], [112, 16], [112, 17]]]
[[insets.labels]]
text = { vi = "Đ. Hoàng Sa", en = "Hoàng Sa" }
point = [111.6, 16.5]
[[seas]]
polygon = [[107, 16], [108, 16], [108, 17]]
fill = "#d3e2ea"
""",
    )
    sea = folder.read()["sea"]
    assert sea.labels[0].point == (111, 15)
    assert sea.insets[0].labels[0].text.vi == "Đ. Hoàng Sa"
    assert sea.insets[0].polygons == (((111, 16), (112, 16), (112, 17)),)
    assert sea.seas[0].fill == "#D3E2EA"


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ('"#3D8FDB"', '"red"', '6: style.fill: expected a colour like #A8200D, got "red"'),
        ('"overlay"', '"overlya"', "1: kind: expected one of projects, areas, overlay"),
        ("order = 200", "order = 200.5", "3: order: expected a whole number from 0 to 1000"),
        ("order = 200", "order = true", "3: order: expected a whole number from 0 to 1000"),
        ("order = 200\n", "", "1: order is missing"),
        ("order = 200", "order = 1\nvisble = true", "4: visble: unknown key, perhaps visible"),
        (', en = "Flood zone"', "", '2: title: expected { vi = "…", en = "…" }, got {"vi"'),
        ("Flood zone", " ", '2: title: expected a text, got " "'),
        ("Flood zone", "{{ 7*7 }}", '2: title: must not contain {{, got "{{ 7*7 }}"'),
        ("Flood zone", "{% 50", "2: title: must not contain {%"),
        ("Flood zone", "${1}", "2: title: must not contain ${"),
        ("Flood zone", "a ` b", "2: title: must not contain `"),
        ("Flood zone", "<b>", "2: title: must not contain <"),
        ("order = 200", 'order = 1\naccess = "all"', '4: access: expected "everyone", "signed-in"'),
        ("order = 200", "order = 1\nmin_zoom = 9\nmax_zoom = 8", "4: min_zoom: min_zoom must not"),
        ("order = 200", "order = 1\npopup = 3", "4: popup: expected a list of tables, got 3"),
        ("flood.geojson", "flod.geojson", "4: source.geojson: there is no flod.geojson in layers/"),
        ("flood.geojson", "../secret", "4: source.geojson: must lie in layers/, data/geo/"),
        ('source = { geojson = "flood.geojson" }', "", "1: a layer of kind overlay needs [source]"),
        ('[style]\nfill = "#3D8FDB"', "", "1: a layer of kind overlay needs style, themes"),
        ('fill = "#3D8FDB"', 'fill = "#3D8FDB"\nopacity = nan', "7: style.opacity: expected a fin"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_reason(folder, wrong, right, told) -> None:
    folder.write_flood()
    assert folder.mistakes() == []
    folder.write("flood.toml", folder.flood.replace(wrong, right))
    [mistake] = folder.mistakes()
    assert mistake.startswith(f"layers/flood.toml:{told}")


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("https:", "http:", "5: source.tiles: expected an address that begins with https://"),
        ("{y}", "", "5: source.tiles: expected an address like https://tile.openstreetmap.org"),
        ("https://tiles", "https://{s}.tiles", "5: source.tiles: expected an address that begins"),
        ('host = "tiles', 'host = "other', "6: source.host: expected the host of the tiles, tiles"),
        ("© Ví dụ", "<script>", "7: source.attribution: must not contain <"),
        ("attribution", "atribution", "4: source: attribution is missing"),
    ],
)
def test_a_tile_layer_must_name_host_and_makers(folder, wrong, right, told) -> None:
    folder.write("photo.toml", TILES.replace(wrong, right))
    assert folder.mistakes()[0].startswith(f"layers/photo.toml:{told}")


def test_a_syntax_error_is_told_with_its_line(folder) -> None:
    folder.write("flood.toml", 'kind = "overlay"\ntitle = { vi = "a"\n')
    [mistake] = folder.mistakes()
    assert mistake.startswith("layers/flood.toml:2: (TOML): cannot be read: ")


def test_a_file_that_is_no_text_is_told(folder) -> None:
    (folder.path / "flood.toml").write_bytes(b"\xff\xfe\x00")
    assert folder.mistakes() == ["layers/flood.toml:1: is not UTF-8 text"]


def test_all_mistakes_of_all_files_are_told_at_once(folder) -> None:
    folder.write_flood()
    folder.write("flood.toml", folder.flood.replace("200", "-1").replace("#3D8FDB", "blue"))
    folder.write("photo.toml", TILES.replace("11", "1100"))
    assert [line.split(": ")[0] for line in folder.mistakes()] == [
        "layers/flood.toml:3",
        "layers/flood.toml:6",
        "layers/photo.toml:3",
    ]


def test_a_theme_given_twice_is_told(folder) -> None:
    theme = folder.projects[folder.projects.index("[[themes]]") :]
    folder.write("projects.toml", folder.projects + theme)
    assert folder.mistakes() == ['layers/projects.toml:11: themes[1].id: "schedule" is there twice']


def test_a_class_value_given_twice_is_told(folder) -> None:
    one = '{ value = "late", label = { vi = "Chậm", en = "Late" }, fill = "#A8200D" }'
    folder.write("projects.toml", folder.projects.replace(one, f"{one},\n{one}"))
    assert folder.mistakes() == [
        'layers/projects.toml:10: themes[0].classes[1].value: "late" is there twice'
    ]


def test_a_map_without_its_projects_layer_is_told(folder) -> None:
    (folder.path / "projects.toml").unlink()
    assert folder.mistakes() == ["layers: expected one layer of kind projects, got 0"]


def test_a_badly_named_file_is_told(folder) -> None:
    folder.write("My Layer.toml", TILES)
    assert folder.mistakes() == [
        "layers/My Layer.toml:1: a layer file is named with small letters, digits and -"
    ]


def test_an_empty_file_tells_what_it_needs(folder) -> None:
    folder.write("empty.toml", "")
    assert folder.mistakes()[0] == "layers/empty.toml:1: kind is missing"

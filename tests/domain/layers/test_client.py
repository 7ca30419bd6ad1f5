"""What a page's script learns of the layers, and what it does not."""

import json

from geoapp.domain.layers import layer_json, may_see, themes_json, tile_hosts

TILES = """\
kind = "tiles"
title = { vi = "Ảnh", en = "Photo" }
order = 11
access = ["planner"]
[source]
tiles = "https://tiles.example.org/{z}/{x}/{y}.png?key=secret"
host = "tiles.example.org"
attribution = { vi = "© Ví dụ", en = "© Example" }
"""


def test_a_file_is_given_as_an_address_never_as_a_path(folder) -> None:
    folder.write_flood()
    shown = layer_json(folder.read()["flood"], "vi")
    assert shown["source"] == {"type": "geojson", "url": "/layers/flood.geojson"}
    assert shown["title"] == "Vùng ngập"
    assert str(folder.path) not in json.dumps(shown)


def test_roles_and_tile_addresses_stay_on_the_server(folder) -> None:
    folder.write("air-photo.toml", TILES)
    shown = layer_json(folder.read()["air-photo"], "en")
    assert shown["source"] == {"type": "tiles", "variable": "tile_layer_air_photo"}
    assert "planner" not in json.dumps(shown)


def test_themes_are_those_of_the_projects_layer_in_the_language_asked_for(folder) -> None:
    folder.write_flood()
    themes = themes_json(folder.read().values(), "en")
    assert list(themes) == ["schedule"]
    assert themes["schedule"]["classes"][0]["label"] == "Late"


def test_only_hosts_of_tile_layers_are_allowed(folder) -> None:
    assert tile_hosts(folder.read().values()) == ()
    folder.write("photo.toml", TILES)
    assert tile_hosts(folder.read().values()) == ("https://tiles.example.org",)


def test_a_layer_for_a_role_is_seen_by_that_role_alone(folder) -> None:
    folder.write("photo.toml", TILES)
    photo = folder.read()["photo"]
    assert may_see(photo, signed_in=True, roles={"planner"})
    assert not may_see(photo, signed_in=True, roles={"leader"})
    assert not may_see(photo, signed_in=False, roles={"planner"})


def test_a_layer_for_everyone_and_one_for_those_signed_in(folder) -> None:
    folder.write("photo.toml", TILES.replace('["planner"]', '"signed-in"'))
    layers = folder.read()
    assert may_see(layers["projects"], signed_in=False, roles=())
    assert may_see(layers["photo"], signed_in=True, roles=())
    assert not may_see(layers["photo"], signed_in=False, roles=())

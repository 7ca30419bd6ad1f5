"""One bad feature would blank a whole map: a file with one is named, not drawn."""

import json

import pytest

METRES = {"type": "Point", "coordinates": [561689.361, 1821650.445]}


@pytest.mark.parametrize(
    ("geometry", "told"),
    [
        (None, "Expected `object`, got `null` - at `$.geometry`"),
        ({"type": "Point", "coordinates": []}, "length >= 2 - at `$.geometry.coordinates`"),
        ({"type": "Point", "coordinates": ["107", "16"]}, "Expected `float`, got `str`"),
        ({"type": "Point", "coordinates": [True, 16]}, "Expected `float`, got `bool`"),
        ({"type": "Circle", "coordinates": [107, 16]}, "Invalid value 'Circle'"),
        ({"type": "MultiPolygon", "coordinates": []}, "length >= 1"),
        ({"type": "LineString", "coordinates": [[107, 16]]}, "length >= 2"),
        ({"type": "Polygon", "coordinates": [[[107, 16], [108, 16], [107, 16]]]}, "length >= 4"),
        (
            {"type": "Polygon", "coordinates": [[[107, 16], [108, 16], [108, 17], [107, 17]]]},
            "an outline is not closed",
        ),
        (METRES, "expected degrees, got metres? [561689.361, 1821650.445]: save it in EPSG:4326"),
        (
            {"type": "Point", "coordinates": [16.4, 107.5]},
            "[16.4, 107.5] is not [longitude, latitude]: are the axes swapped?",
        ),
    ],
)
def test_a_bad_geometry_is_told_with_its_feature(folder, geometry, told) -> None:
    folder.write_flood(geometry)
    [mistake] = folder.mistakes()
    assert mistake.startswith("layers/flood.toml:4: source.geojson: features[0]: ")
    assert told in mistake


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"type": "FeatureCollection", "features": [NaN]}',
        '{"type": "Feature", "features": []}',
        '{"type": "FeatureCollection"}',
        "[" * 100_000,
    ],
)
def test_what_is_no_feature_collection_is_refused(folder, text) -> None:
    folder.write_flood()
    folder.write("flood.geojson", text)
    [mistake] = folder.mistakes()
    assert "source.geojson: is not GeoJSON: " in mistake


def test_numbers_beyond_all_bounds_are_refused(folder) -> None:
    folder.write_flood()
    text = (folder.path / "flood.geojson").read_text()
    folder.write("flood.geojson", text.replace("107.5", "1e400", 1))
    assert folder.mistakes()


def test_another_crs_is_refused_and_degrees_are_taken(folder) -> None:
    folder.write_flood()
    collection = json.loads((folder.path / "flood.geojson").read_text())
    for name, count in (
        ("urn:ogc:def:crs:EPSG::9214", 1),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", 0),
    ):
        collection["crs"] = {"type": "name", "properties": {"name": name}}
        folder.write("flood.geojson", json.dumps(collection))
        assert len(folder.mistakes()) == count


def test_a_crs_that_is_a_link_is_refused(folder) -> None:
    folder.write_flood()
    collection = json.loads((folder.path / "flood.geojson").read_text())
    collection["crs"] = {"type": "link", "properties": {"href": "https://example.org/crs"}}
    folder.write("flood.geojson", json.dumps(collection))
    assert "expected EPSG:4326 (degrees, longitude first), got link" in folder.mistakes()[0]


def test_the_first_ten_bad_features_are_told_and_the_rest_counted(folder) -> None:
    folder.write_flood()
    folder.write_features("flood.geojson", *[None] * 15)
    told = folder.mistakes()
    assert len(told) == 11
    assert told[-1].endswith("and 5 more features")

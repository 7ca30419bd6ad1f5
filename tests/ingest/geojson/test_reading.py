"""GeoJSON is read strictly: each bad file and each bad feature is named, the good ones are kept."""

import json
import re
from contextlib import suppress
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.geojson.reading import read_geojson, read_geojson_lines
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTable, RawTableWriter
from geoapp.ingest.refusals import UploadRefused
from tests.ingest.upload_files import collection, feature, lines, point, write

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 0]]
OPEN = [[0, 0], [1, 0], [1, 1], [0, 1]]
SHAPES = {
    "Point": [1, 2],
    "MultiPoint": [[1, 2], [3, 4]],
    "LineString": [[1, 2], [3, 4], [5, 6]],
    "MultiLineString": [[[1, 2], [3, 4]], [[5, 6], [7, 8]]],
    "Polygon": [[[0, 0], [9, 0], [9, 9], [0, 0]], [[5, 1], [6, 1], [6, 2], [5, 1]]],
    "MultiPolygon": [[SQUARE], [[[5, 5], [6, 5], [6, 6], [5, 5]]]],
}


class Read:
    """What came out of a file: rows, geometries and issues, and the CRS it states."""

    def __init__(self, path: Path, limits: Limits, *, by_line: bool = False, skip: int = 0) -> None:
        table = path.with_name("table")
        reader = read_geojson_lines if by_line else read_geojson
        with RawTableWriter(table, limits) as writer:
            self.crs = reader(path, skip, writer, limits, lambda _done, _all: None)
        with RawTable(table) as done:
            batches = list(done.batches())
            self.columns = list(done.columns)
        self.numbers = [number for batch in batches for number in batch.numbers]
        self.geometry = [shapely.from_wkb(wkb) for batch in batches for wkb in batch.geometry or ()]
        self.issues: list[Issue] = [issue for batch in batches for issue in batch.issues]
        self.rows = [
            {name: cells[place] for name, cells in batch.cells.items()}
            for batch in batches
            for place in range(len(batch.numbers))
        ]

    @property
    def codes(self) -> list[str]:
        return [issue.code for issue in self.issues]


@pytest.fixture
def read(tmp_path):
    def _read(content, limits=None, **more) -> Read:
        return Read(write(tmp_path, content), limits or Limits(), **more)

    return _read


def one(coordinates: object, kind: str = "Point", properties: object = None) -> str:
    return collection(feature(properties, {"type": kind, "coordinates": coordinates}))


def test_every_kind_of_geometry_is_read_as_it_stands(read):
    features = [
        feature({"n": name}, {"type": name, "coordinates": shape}) for name, shape in SHAPES.items()
    ]
    found = read(collection(*features, feature({"n": "none"}, None)))
    assert [one and json.loads(shapely.to_geojson(one)) for one in found.geometry] == [
        *({"type": name, "coordinates": shape} for name, shape in SHAPES.items()),
        None,
    ]
    assert found.issues == []
    assert [row["n"] for row in found.rows] == [*SHAPES, "none"]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(point()),
        json.dumps(feature({}, point())),
        collection(feature(None, point())),
        json.dumps({"features": [feature({}, point())], "type": "FeatureCollection"}, indent=2),
    ],
)
def test_geometry_feature_and_collection_are_one_row(read, content):
    assert read(content).geometry == [shapely.Point(107.5796, 16.4698)]


def test_lines_are_rows_by_their_number(read):
    text = "\n" + lines([feature({"a": 1}, point()), feature({"a": 2}, point())]) + "\x1e\n"
    found = read(text + "{broken\n", by_line=True)
    assert [row.get("a") for row in found.rows] == [1, 2, None]
    assert found.numbers == [2, 3, 5]
    assert [(issue.row, issue.code) for issue in found.issues] == [(5, "broken_json")]


def test_a_mark_of_byte_order_is_skipped(read):
    assert read("\ufeff" + collection(feature({"a": 1}, None)), skip=3).rows == [{"a": 1}]


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9214"}},
         "urn:ogc:def:crs:EPSG::9214"),
        ({"type": "EPSG", "properties": {"code": 3405}}, "EPSG:3405"),
        (None, None),
    ],
)  # fmt: skip
def test_the_old_crs_member_is_read(read, member, name):
    assert read(collection(feature({}, point()), crs=member)).crs == name


def refusal(read, content, limits=None) -> UploadRefused:
    with pytest.raises(UploadRefused) as refused:
        read(content, limits)
    return refused.value


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        ("{]", "not_json", "line 1, column 2"),
        ('{"type":\n "FeatureCollection", x}', "not_json", "line 2"),
        (collection(feature({}, point()))[:-20], "truncated", "ends in the middle"),
        (collection(feature({"a": float("nan")}, None)), "not_a_number", "NaN at line 1"),
        (collection(feature({"a": float("inf")}, None)), "not_a_number", "Infinity"),
        (one([float("-inf"), 1]), "not_a_number", "Infinity"),
        (collection(feature({"a": "\ud800"}, None)).encode("ascii", "backslashreplace"),
         "half_character", "line 1"),
        (collection(feature({"\udc00\ud800": 1}, None)).encode("ascii", "backslashreplace"),
         "half_character", "column"),
        ("[1,2]", "not_geojson", "no GeoJSON"),
        ('"text"', "not_geojson", "no GeoJSON"),
        ("{}", "wrong_kind", "type: –"),
        ('{"type":"Topology"}', "wrong_kind", "TopoJSON"),
        ('{"geometryType":"esriGeometryPoint","features":[]}', "wrong_kind", "Esri JSON"),
        ('{"type":"GeometryCollection","geometries":[]}', "wrong_kind", "without properties"),
        ('{"type":"FeatureCollection","features":{}}', "not_geojson", "no GeoJSON"),
        (collection(), "no_features", "no features"),
        (collection(crs={"type": "link", "properties": {"href": "http://x/"}}) [:-2]
         + json.dumps(feature({}, point())) + "]}", "crs_link", "not followed"),
        (collection(feature({}, point()), crs={"type": "name"}), "bad_crs", "EPSG:9214"),
        ('{"type":"FeatureCollection","features":[],"features":[{"type":"Feature"}]}',
         "key_twice", "“features” stands twice"),
        ('{"type":"FeatureCollection","crs":null,"crs":null,"features":[1]}',
         "key_twice", "“crs” stands twice"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_named(read, content, code, words):
    refused = refusal(read, content)
    assert refused.code == code
    assert words in str(refused)


@pytest.mark.parametrize(
    "content",
    [
        '{"type":"FeatureCollection","features":' + "[" * 200_000 + "]" * 200_000 + "}",
        '{"type":"FeatureCollection","a":' + "[" * 5_000 + "]" * 5_000 + ',"features":[1]}',
    ],
)
def test_a_file_nested_without_end_names_the_limit(read, content):
    assert refusal(read, content).limit == "nesting"


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        (Limits(features=1), "features"),
        (Limits(vertices=5), "vertices"),
        (Limits(columns=2), "columns"),
    ],
)
def test_limits_of_the_whole_file_are_named(read, limits, name):
    line = {"type": "LineString", "coordinates": SHAPES["LineString"]}
    rows = [feature({"a": 1, "b": 2}, line), feature({"a": 1, "c": 2}, line)]
    assert refusal(read, collection(*rows), limits).limit == name


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (one(["107", 16]), "bad_coordinate", "text at geometry.coordinates[0]"),
        (one([True, 16]), "bad_coordinate", "true or false at geometry.coordinates[0]"),
        (one([None, 16]), "bad_coordinate", "nothing (null)"),
        (one([[107, 16]]), "bad_coordinate", "a list"),
        (one([107]), "too_few_positions", "geometry.coordinates"),
        (one([]), "too_few_positions", "geometry.coordinates"),
        (one([1, 2, 3, 4, 5]), "too_many_numbers", "more than four"),
        (one([[1, 2]], "LineString"), "too_few_positions", "coordinates"),
        (one([[[0, 0], [1, 1], [0, 0]]], "Polygon"), "too_few_positions", "coordinates[0]"),
        (one([], "MultiPolygon"), "too_few_positions", "coordinates"),
        (one([OPEN], "Polygon"), "open_ring", "does not end where it begins"),
        (one([[SQUARE], [OPEN]], "MultiPolygon"), "open_ring", "does not end"),
        (one([1, 2], "Cone"), "unknown_geometry", "Cone"),
        (collection(feature({}, {"type": "GeometryCollection", "geometries": []})),
         "unknown_geometry", "GeometryCollection"),
        (collection(feature({}, {"type": "Point"})), "bad_geometry", "lacks"),
        (collection(feature({}, "POINT(1 2)")), "wrong_type", "text"),
        (one([10**400, 1]), "number_too_large", "coordinates[0]"),
        (one([1, 2]).replace("1,", "1e400,"), "number_too_large", "coordinates[0]"),
        (one([1, 2]).replace("1,", "9" * 5_000 + ","), "number_too_large", "coordinates[0]"),
        ('{"type":"FeatureCollection","features":[{"a":1}]}', "not_a_feature", "no feature"),
        ('{"type":"FeatureCollection","features":[{"type":"Foo"}]}', "not_a_feature", "no feature"),
        ('{"type":"FeatureCollection","features":[3]}', "wrong_type", "a number"),
        (collection(feature({"a": 1}, None)).replace("1", "9" * 5_000), "number_too_large", ""),
        (collection(feature([1], None)), "wrong_type", "a list"),
    ],
)  # fmt: skip
def test_a_bad_feature_is_named_and_no_other_suffers(read, content, code, words):
    good = json.dumps(feature({"a": "good"}, point()))
    found = read(re.sub(r'"features":\s*\[', f'"features":[{good},', content))
    assert found.codes == [code]
    assert found.issues[0].row == 2
    assert words in str(found.issues[0].message)
    assert found.geometry == [shapely.Point(107.5796, 16.4698), None]


@pytest.mark.parametrize(
    "text",
    [
        '{"type":"Feature","properties":{"a":1,"a":2},"geometry":null}',
        '{"type":"Feature","properties":{"a":1,"b":{"c":1,"c":2}},"geometry":null}',
        '{"type":"Feature","type":"Feature","properties":{},"geometry":null}',
        '{"type":"Feature","properties":{"a":1},"properties":{"a":2},"geometry":null}',
        '{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2],"coordinates":[3,4]}}',
    ],
)
def test_a_key_that_stands_twice_is_named(read, text):
    found = read(f'{{"type":"FeatureCollection","features":[{text}]}}')
    assert found.codes == ["key_twice"]


def test_colons_in_text_and_foreign_members_are_no_keys(read):
    extra = feature({"time": "10:30", "link": "http://x:80/"}, point()) | {"foreign": {"x": 1}}
    assert read(collection(extra)).issues == []


def test_values_too_deep_in_each_other_are_named(read):
    deep: object = 1
    for _ in range(40):
        deep = [deep]
    found = read(collection(feature({"a": deep}, None), feature({"a": [[[1]]]}, None)))
    assert [(issue.row, issue.code) for issue in found.issues] == [(1, "nesting")]
    assert found.rows[1] == {"a": [[[1]]]}


def test_a_row_with_too_many_vertices_names_the_limit(read):
    found = read(one(SHAPES["LineString"], "LineString"), Limits(feature_vertices=2))
    assert found.codes == ["too_many_vertices"]
    assert "at most 2" in str(found.issues[0].message)
    assert found.geometry == [None]


def test_an_open_ring_says_where_it_begins(read):
    rings = [OPEN[1:] + OPEN[:1], OPEN[::-1]]
    found = read(collection(*(feature({}, {"type": "Polygon", "coordinates": [ring]})
                              for ring in rings)))  # fmt: skip
    assert [issue.place for issue in found.issues] == [(1, 0), (0, 1)]


def test_heights_are_left_out_with_a_warning(read):
    found = read(collection(feature({}, point()), feature({}, {"type": "LineString",
                            "coordinates": [[1, 2, 3], [3, 4], [5, 6, 7, 8]]})))  # fmt: skip
    assert [(issue.row, issue.code, issue.severity) for issue in found.issues] == [
        (2, "heights_left_out", "warning")
    ]
    assert found.geometry[1] == shapely.LineString([(1, 2), (3, 4), (5, 6)])


def test_numbers_of_more_than_64_bits_are_kept_as_text(read):
    found = read(collection(feature({"a": 10**30, "b": [10**30]}, None)))
    assert found.rows == [{"a": "1" + "0" * 30, "b": "[1" + "0" * 30 + "]"}]


def test_the_properties_of_a_row_with_a_bad_geometry_are_kept(read):
    assert read(one(["x", 1], properties={"code": "A"})).rows == [{"code": "A"}]


def test_an_id_is_a_column_where_the_properties_have_none(read):
    content = collection(feature({}, None) | {"id": "A"}, feature({"id": "B"}, None) | {"id": 1})
    assert read(content).rows == [{"id": "A"}, {"id": "B"}]


def test_columns_that_come_late_are_empty_before(read):
    rows = [feature({"a": number}, None) for number in range(6_000)]
    found = read(collection(*rows, feature({"b": "late"}, None)))
    assert found.rows[0] == {"a": 0, "b": None}
    assert found.rows[-1] == {"a": None, "b": "late"}
    assert found.numbers == list(range(1, 6_002))


def test_a_line_that_never_ends_is_refused(read):
    with pytest.raises(UploadRefused):
        read(b'{"type":"Feature","a":"' + b"x" * 33_000_000, by_line=True)


def test_nothing_is_left_of_a_table_that_was_not_finished(read, tmp_path):
    with pytest.raises(UploadRefused):
        read("{]")
    assert [path.name for path in tmp_path.iterdir()] == ["upload"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
POSITION = st.tuples(st.floats(-180, 180), st.floats(-90, 90))


@given(st.sampled_from([*SHAPES, "Cone", None]), JSON, JSON)
def test_whatever_comes_is_a_row_with_its_issue_or_a_refusal(tmp_path_factory, kind, shape, props):
    odd = feature(props, {"type": kind, "coordinates": shape})
    content = collection(feature({"a": 1}, point()), odd)
    path = write(tmp_path_factory.mktemp("any"), content.encode("utf-8", "surrogatepass"))
    if "NaN" in content or "Infinity" in content or not content.isascii():
        with suppress(UploadRefused):
            Read(path, Limits())
        return
    found = Read(path, Limits())
    assert found.geometry[0] == shapely.Point(107.5796, 16.4698)
    assert found.geometry[1] is not None or found.codes


@given(st.lists(POSITION, min_size=2, max_size=5))
def test_coordinates_come_out_bit_by_bit(tmp_path_factory, line):
    path = write(tmp_path_factory.mktemp("any"), one(line, "LineString"))
    assert Read(path, Limits()).geometry[0].coords[:] == line


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(tmp_path_factory, raw):
    path = write(tmp_path_factory.mktemp("any"), b'{"type":"FeatureCollection","features":[' + raw)
    with pytest.raises(UploadRefused):
        Read(path, Limits())

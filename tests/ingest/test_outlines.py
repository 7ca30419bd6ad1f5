"""Outlines come in any format and coordinate system; what cannot be used is named by row."""

import json
import threading
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer

import geopandas
import pytest
from shapely import LineString, MultiPolygon, Point, Polygon, box

from geoapp.domain.bbox import Bbox
from geoapp.domain.errors import BadFile
from geoapp.ingest.outlines import Outline, Unusable, read_outlines

HUE = Bbox(107, 16, 108.3, 16.8)
SQUARE = box(107.5, 16.4, 107.6, 16.5)


def write(path, rows, crs=4326):
    """Write rows of (columns, geometry in EPSG:4326) in the format of the path's ending."""
    frame = geopandas.GeoDataFrame(
        [columns for columns, _ in rows], geometry=[shape for _, shape in rows], crs=4326
    )
    frame.to_crs(crs).to_file(path)
    return path


def read(path, crs=None):
    return read_outlines(path, crs=crs, near=HUE)


def outline(path, crs=None) -> Outline:
    (found,) = read(path, crs)
    assert isinstance(found, Outline), found
    return found


def reason(path) -> str:
    (found,) = read(path)
    assert isinstance(found, Unusable)
    return str(found.reason)


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", "fgb"])
@pytest.mark.parametrize("crs", [4326, 9214, 3405])
def test_any_format_in_any_system_comes_to_degrees(tmp_path, ending, crs):
    path = write(tmp_path / f"units.{ending}", [({"ma_xa": "20137"}, SQUARE)], crs)
    found = outline(path)
    assert (found.code, found.level) == ("20137", "commune")
    assert isinstance(found.geometry, MultiPolygon)
    assert found.geometry.hausdorff_distance(SQUARE) < 1e-7


def test_the_old_crs_member_of_a_geojson_is_honoured(tmp_path):
    path = write(tmp_path / "units.geojson", [({"code": "1"}, SQUARE)], 9214)
    text = json.loads(path.read_text("utf-8"))
    text["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9214"}}
    path.write_text(json.dumps(text), "utf-8")
    assert outline(path).geometry.hausdorff_distance(SQUARE) < 1e-7


def test_metres_without_a_named_system_are_asked_about_not_guessed(tmp_path):
    path = write(tmp_path / "units.geojson", [({"code": "1"}, SQUARE)], 9214)
    text = json.loads(path.read_text("utf-8"))
    text.pop("crs", None)
    path.write_text(json.dumps(text), "utf-8")
    with pytest.raises(BadFile, match=r"EPSG number.*9214"):
        read(path)
    assert outline(path, crs="9214").geometry.hausdorff_distance(SQUARE) < 1e-7


def test_an_unknown_system_is_refused(tmp_path):
    path = write(tmp_path / "units.geojson", [({"code": "1"}, SQUARE)])
    with pytest.raises(BadFile, match="999999 is no coordinate system"):
        read(path, crs="999999")


def test_columns_are_found_by_vietnamese_and_english_names(tmp_path):
    columns = {"Mã_ĐVHC": "480", "Cấp": "Huyện", "Tên": "Hương Trà", "Đến ngày": "2024-12-31"}
    found = outline(write(tmp_path / "units.geojson", [(columns, SQUARE)]))
    assert (found.code, found.level, found.name) == ("480", "district", "Hương Trà")
    assert found.on == date(2024, 12, 31)


def test_codes_that_became_numbers_get_their_zeros_back(tmp_path):
    path = write(tmp_path / "units.geojson", [({"ma_xa": 4}, SQUARE), ({"ma_xa": 10.0}, SQUARE)])
    assert [found.code for found in read(path)] == ["00004", "00010"]


def test_an_open_date_is_no_date(tmp_path):
    rows = [({"code": "1", "valid_from": "2025-07-01"}, SQUARE),
            ({"code": "2", "valid_from": None}, SQUARE)]  # fmt: skip
    days = [found.on for found in read(write(tmp_path / "units.geojson", rows))]
    assert days == [date(2025, 7, 1), None]


def test_heights_are_dropped_and_what_crosses_itself_is_mended(tmp_path):
    bowtie = Polygon([(107, 16, 5), (108, 17, 5), (108, 16, 5), (107, 17, 5), (107, 16, 5)])
    found = outline(write(tmp_path / "units.gpkg", [({"code": "1"}, bowtie)]))
    assert found.geometry.is_valid
    assert not found.geometry.has_z


@pytest.mark.parametrize(
    ("columns", "shape", "expected"),
    [
        ({"code": None, "x": "1"}, SQUARE, "no code"),
        ({"code": "1"}, Point(107, 16), "no area"),
        ({"code": "1"}, LineString([(107, 16), (108, 17)]), "no area"),
        ({"code": "1"}, box(16.4, 70, 16.5, 71), "axes swapped"),
    ],
)
def test_rows_that_cannot_be_used_say_why(tmp_path, columns, shape, expected):
    assert expected in reason(write(tmp_path / "units.geojson", [(columns, shape)]))


def test_a_file_without_codes_is_refused(tmp_path):
    path = write(tmp_path / "units.geojson", [({"colour": "red"}, SQUARE)])
    with pytest.raises(BadFile, match="no column with the unit's code"):
        read(path)


@pytest.mark.parametrize("content", [b"", b"not a map", b"a,b\n1,2\n"])
def test_a_file_that_is_no_map_is_refused(tmp_path, content):
    path = tmp_path / "units.csv"
    path.write_bytes(content)
    with pytest.raises(BadFile, match=r"units\.csv"):
        read(path)


def test_what_is_no_file_is_not_opened(tmp_path):
    with pytest.raises(BadFile, match="no such file"):
        read(tmp_path / "missing.geojson")


def test_links_in_a_file_are_not_followed(tmp_path):
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    path = write(tmp_path / "units.geojson", [({"code": "1"}, SQUARE)])
    text = json.loads(path.read_text("utf-8"))
    link = f"http://127.0.0.1:{server.server_port}/crs"
    text["crs"] = {"type": "link", "properties": {"href": link, "type": "proj4"}}
    path.write_text(json.dumps(text), "utf-8")
    try:
        read(path)
    except BadFile:
        pass
    finally:
        server.shutdown()
        server.server_close()
    assert asked == []

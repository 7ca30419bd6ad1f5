"""A file of any kind becomes raw rows, and proposals with reasons; the rest is refused whole."""

import json
from datetime import date

import numpy as np
import pytest
import shapely

from geoapp.ingest.choices import Choices
from geoapp.ingest.crs import Crs, Frame, from_degrees
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTable
from geoapp.ingest.reading import Reading, Surroundings, proposed_choices, read_upload
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.stored import from_json, to_json
from tests.ingest.sheets.workbooks import row, write_workbook
from tests.ingest.upload_files import collection, feature, lines, point, write

PROVINCE = shapely.box(107.0, 16.0, 108.2, 16.75)
AROUND = Surroundings(PROVINCE, usual_systems=(9214,))
TODAY = date(2026, 11, 20)
LON_LAT = np.array([[107.3, 16.3], [107.5796, 16.4698], [107.8, 16.2], [107.4, 16.5]])
METRES = from_degrees(Frame(Crs(9214)), LON_LAT)


def read(path, around=AROUND, limits=None, progress=lambda _done, _all: None) -> Reading:
    return read_upload(path, path.with_name("table"), around, limits or Limits(), progress)


def points(xy, **members) -> str:
    rows = [feature({"Mã": f"TTH-{n}", "Tên": f"Cầu {n}"}, point(*place)) for n, place in
            enumerate(xy.tolist())]  # fmt: skip
    return collection(*rows, **members)


def test_geojson_in_degrees_needs_no_question(tmp_path):
    found = read(write(tmp_path, points(LON_LAT)))
    assert (found.facts.kind, found.facts.codec, found.rows) == ("geojson", "utf-8", 4)
    assert proposed_choices(found, TODAY) == Choices(
        columns={"Mã": Target("code"), "Tên": Target("name")}, frame=Frame(Crs(4326)), today=TODAY
    )


def test_metres_without_a_system_wait_for_a_person(tmp_path):
    found = read(write(tmp_path, points(METRES)))
    assert found.positions[0].frame == Frame(Crs(9214))
    assert proposed_choices(found, TODAY) is None


def test_a_stated_system_is_used(tmp_path):
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::9214"}}
    found = read(write(tmp_path, points(METRES, crs=crs)))
    assert proposed_choices(found, TODAY).frame == Frame(Crs(9214))


def test_a_system_that_is_unknown_is_said(tmp_path):
    crs = {"type": "name", "properties": {"name": "Hue local"}}
    found = read(write(tmp_path, points(LON_LAT, crs=crs)))
    assert "Hue local" in str(found.notes[0].message)


def test_known_projects_tell_a_shift_left_out(tmp_path):
    known = {f"TTH-{n}": tuple(place) for n, place in enumerate(LON_LAT.tolist())}
    shifted = from_degrees(Frame(Crs(4756)), LON_LAT)
    found = read(
        write(tmp_path, points(shifted)), Surroundings(PROVINCE, find_places=lambda _: known)
    )
    assert found.positions[0].frame == Frame(Crs(4756))
    assert "shift" in str(found.positions[0].reason)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_other_unicode_is_the_same_text(tmp_path, codec):
    found = read(write(tmp_path, points(LON_LAT).encode(codec)))
    assert [one.name for one in found.columns] == ["Mã", "Tên"]
    assert "byte order mark" in str(found.facts.codec_reason)


def test_old_text_is_told_by_its_words_and_kept_until_chosen(tmp_path):
    text = points(LON_LAT).replace("Mã", "M\xb7").replace("Tên", "T\xaan").replace("Cầu", "C\xc7u")
    found = read(write(tmp_path, text.encode("latin-1")))
    assert found.encoding.encoding == "tcvn3"
    assert [(one.name, one.title) for one in found.columns] == [("M·", "Mã"), ("Tªn", "Tên")]
    assert proposed_choices(found, TODAY).encoding == "tcvn3"


def test_lines_of_features_are_read(tmp_path):
    found = read(write(tmp_path, lines([feature({"code": "A"}, point())] * 2)))
    assert (found.facts.kind, found.rows) == ("geojson-lines", 2)


def test_a_table_finds_its_coordinates(tmp_path):
    rows = "".join(f"T-{n};Cầu;{x:.3f};{y:.3f}\n".replace(".", ",") for n, (x, y) in
                   enumerate(METRES.tolist()))  # fmt: skip
    found = read(write(tmp_path, "Mã;Tên;X (m);Y (m)\n" + rows))
    assert [one.target.field for one in found.columns] == ["code", "name", "x", "y"]
    assert found.positions[0].frame == Frame(Crs(9214))


def test_a_table_may_have_no_positions(tmp_path):
    found = read(write(tmp_path, "Mã;Tiến độ\nA;50\n"))
    assert (found.has_positions, found.positions) == (False, [])
    assert proposed_choices(found, TODAY).frame is None


def test_a_workbook_is_read_apart(tmp_path):
    sheet = row(1, "Mã", "Tên", "Kinh độ", "Vĩ độ") + row(2, "A", "Cầu", 107.5, 16.4)
    found = read(write_workbook(tmp_path, {"A": sheet}))
    assert (found.facts.kind, found.facts.codec) == ("xlsx", "")
    assert proposed_choices(found, TODAY).frame == Frame(Crs(4326))


def test_problems_are_counted_and_rows_stay(tmp_path):
    bad = feature({"code": "B"}, {"type": "Point", "coordinates": ["x", 1]})
    found = read(write(tmp_path, collection(feature({"code": "A"}, point()), bad)))
    assert (found.rows, found.errors, found.warnings) == (2, {"bad_coordinate": 1}, {})


def test_values_are_shown_with_how_many_rows_have_them(tmp_path):
    rows = [feature({"a": value}, None) for value in ["x", None, "", "x", "y"]]
    (column,) = read(write(tmp_path, collection(*rows))).columns
    assert (column.filled, column.samples) == (3, ("x", "y"))


def test_a_reading_survives_as_json(tmp_path):
    found = read(write(tmp_path, points(METRES)))
    assert from_json(Reading, to_json(found)) == found


def test_choices_survive_as_json():
    choices = Choices(columns={"a": Target("name")}, frame=Frame(Crs(9214), swapped=True),
                      today=TODAY, matches={3: "A"}, repairs=frozenset({2}))  # fmt: skip
    assert from_json(Choices, to_json(choices)) == choices


def test_progress_is_told_and_may_stop_the_reading(tmp_path):
    told = []
    rows = [feature({"n": n}, None) for n in range(12_000)]
    path = write(tmp_path, collection(*rows))
    read(path, progress=lambda done, total: told.append((done, total)))
    assert told == [(10_000, 12_000), (12_000, 12_000)]

    def stop(_done, _all):
        raise KeyboardInterrupt

    (tmp_path / "table").unlink()
    with pytest.raises(KeyboardInterrupt):
        read(path, progress=stop)
    assert [one.name for one in tmp_path.iterdir()] == ["upload"]


def test_a_refused_file_leaves_nothing(tmp_path):
    with pytest.raises(UploadRefused):
        read(write(tmp_path, json.dumps({"type": "Topology"})))
    assert [one.name for one in tmp_path.iterdir()] == ["upload"]


def test_the_table_is_where_it_was_asked_for(tmp_path):
    read(write(tmp_path, points(LON_LAT)))
    with RawTable(tmp_path / "table") as table:
        assert table.rows == 4

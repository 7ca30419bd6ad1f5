"""Samples of columns and positions stand for the whole table."""

import pytest
import shapely

from geoapp.ingest.batches import Batch
from geoapp.ingest.column_samples import sample_columns, texts_of
from geoapp.ingest.fields import Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.position_samples import sample_positions
from geoapp.ingest.raw_table import RawTable, RawTableWriter

LINE = shapely.to_wkb(shapely.LineString([(0, 0), (4, 0)]))
POINT = shapely.to_wkb(shapely.Point(1, 2))


@pytest.fixture
def table(tmp_path):
    batches = [
        Batch(
            [1, 2, 3], {"mã": [" a-1 ", "A-2", None], "b": ["x", "", "x"]}, [POINT, LINE, None], []
        ),
        Batch([4], {"mã": ["A-9"], "b": [5]}, [shapely.to_wkb(shapely.Point())], []),
    ]
    with RawTableWriter(tmp_path / "table", Limits()) as writer:
        for batch in batches:
            writer.add(batch)
    with RawTable(tmp_path / "table") as table:
        yield table


def test_columns_tell_how_full_they_are_and_what_they_hold(table):
    code, other = sample_columns(table)
    assert (code.filled, code.values) == (3, (" a-1 ", "A-2", "A-9"))
    assert (other.filled, other.values) == (3, ("x", 5))


def test_names_and_words_tell_the_encoding(table):
    assert texts_of(sample_columns(table)) == ["mã", " a-1 ", "A-2", "A-9", "b", "x"]


def test_positions_are_the_first_of_each_geometry(table):
    assert sample_positions(table, {}, lambda _: {}, Limits()).xy.tolist() == [[1, 2], [0, 0]]


def test_known_projects_are_paired_by_code_with_where_their_symbol_stands(table):
    known = {"A-1": (107.0, 16.0), "A-2": (108.0, 17.0), "A-9": (1.0, 1.0)}
    found = sample_positions(table, {"mã": Target("code")}, lambda _: known, Limits())
    assert found.known_xy.tolist() == [[1, 2], [2, 0]]
    assert found.known_lon_lat.tolist() == [[107, 16], [108, 17]]


def test_only_what_can_be_a_code_is_asked_for(tmp_path):
    asked = []
    with RawTableWriter(tmp_path / "odd", Limits()) as writer:
        writer.add(Batch([1, 2, 3], {"mã": ["A-1", "A\x001", 5.5]}, [POINT] * 3, []))
    with RawTable(tmp_path / "odd") as table:
        sample_positions(
            table, {"mã": Target("code")}, lambda codes: asked.extend(codes) or {}, Limits()
        )
    assert asked == ["A-1", "5.5"]

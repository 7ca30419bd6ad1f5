"""Raw rows are written by column, come back as they were, and appear only when complete."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geoapp.domain.messages import message
from geoapp.ingest.batches import Batch, columns_of
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTable, RawTableWriter
from geoapp.ingest.refusals import UploadRefused

LIMITS = Limits()
POINT = shapely.to_wkb(shapely.Point(1, 2))
BATCHES = [
    Batch([1, 2], {"a": [1, None]}, [POINT, None], []),
    Batch([5], {"b": [["x"]]}, [None], [Issue(5, "c", "error", message("d {e}", e=message("f")))]),
]


@pytest.fixture
def table(tmp_path):
    with RawTableWriter(tmp_path / "table", LIMITS) as writer:
        for batch in BATCHES:
            writer.add(batch)
    with RawTable(tmp_path / "table") as table:
        yield table


def test_batches_come_back(table):
    first, second = table.batches()
    assert (first.numbers, first.geometry) == ([1, 2], [POINT, None])
    assert (first.cells, second.cells) == ({"a": [1, None], "b": [None, None]},
                                           {"a": [None], "b": [["x"]]})  # fmt: skip
    assert second.issues == BATCHES[1].issues


def test_one_column_is_read_alone(table):
    assert list(table.column("b")) == [[None, None], [["x"]]]
    assert [list(batch.cells) for batch in table.batches(["b"])] == [["b"], ["b"]]


def test_rows_and_columns_are_counted(table):
    assert (table.rows, list(table.columns)) == (3, ["a", "b"])


def test_an_unfinished_table_leaves_nothing(tmp_path):
    with pytest.raises(UploadRefused), RawTableWriter(tmp_path / "t", Limits(features=1)) as writer:
        writer.add(BATCHES[0])
    assert list(tmp_path.iterdir()) == []


CELLS = st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False) | (
    st.text()
)  # fmt: skip


@given(st.lists(st.dictionaries(st.sampled_from("abcd"), CELLS), max_size=5))
def test_rows_and_columns_say_the_same(rows):
    columns = columns_of(rows, LIMITS)
    again = [{name: cells[place] for name, cells in columns.items()} for place in range(len(rows))]
    names = {name for row in rows for name in row}
    assert again == [{name: row.get(name) for name in names} for row in rows]

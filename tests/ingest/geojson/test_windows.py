"""A long list is cut between features, wherever its text would mislead."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.geojson import windows
from geoapp.ingest.geojson.windows import read_windows
from geoapp.ingest.limits import Limits
from geoapp.ingest.refusals import UploadRefused


@pytest.fixture(autouse=True)
def small_windows(monkeypatch):
    monkeypatch.setattr(windows, "WINDOW_BYTES", 40)
    monkeypatch.setattr(windows, "FEATURE_BYTES", 2_000)


def cut(text: str) -> list[list[object]]:
    found = read_windows(memoryview(text.encode()), Limits())
    return [[json.loads(bytes(raw)) for raw in raws] for raws, _ in found]


TRICKY = st.recursive(
    st.text('},{ "[]\\ạ', max_size=12) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("},{", max_size=3), inner),
    max_leaves=5,
)


@given(st.lists(st.dictionaries(st.text("ab", max_size=2), TRICKY, max_size=3)))
def test_all_features_come_once_and_in_order(features):
    text = json.dumps(features, separators=(",", ":"), ensure_ascii=False)
    assert [one for part in cut(text) for one in part] == features


def test_a_long_list_comes_in_parts():
    features = [{"a": number} for number in range(100)]
    parts = cut(json.dumps(features, indent=1))
    assert len(parts) > 10
    assert [one for part in parts for one in part] == features


def test_the_place_behind_the_last_part_is_the_end():
    text = json.dumps([{"a": number} for number in range(100)])
    places = [at for _, at in read_windows(memoryview(text.encode()), Limits())]
    assert places == sorted(places)
    assert places[-1] == len(text) - 1


def test_a_feature_that_cannot_be_cut_names_the_limit():
    with pytest.raises(UploadRefused) as refused:
        cut('[{"a":"' + "},{" * 1_000 + '"}]')
    assert refused.value.limit == "feature_vertices"


@pytest.mark.parametrize("text", ["[" + "0," * 500 + "0]", "[{}," + "0," * 500 + "{},{}]"])
def test_a_long_list_of_anything_else_is_refused(text):
    with pytest.raises(UploadRefused, match="something else"):
        cut(text)

"""What holds for every chart: valid Vega-Lite, data as rows alone, one definition kept."""

import json
from copy import deepcopy

import altair as alt
import pytest

from tests.charts.samples import KINDS, sample

HOSTILE = [
    "{{7*7}}", "<img src=x onerror=alert(1)>", "datum.x", "${1}", "'+alert(1)+'", "</script>",
    '{"signal": "1+1"}', "__proto__",
]  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_definition_is_valid_vega_lite(kind, lang):
    spec = deepcopy(sample(kind, lang).spec)
    # Vega lays legends out by it; Vega-Lite hands it on without knowing it.
    assert spec["config"]["legend"].pop("layout")
    assert alt.LayerChart.from_dict(spec).to_dict(validate=True)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_data_stands_in_rows_and_nowhere_else(text):
    spec = dict(sample("groups", name=text).spec)
    assert spec.pop("datasets")["names"][0]["name"] == text
    assert text not in json.dumps(spec)


def test_putting_rows_in_leaves_the_definition_as_it_was():
    first = sample("groups", name="Một").spec
    sample("groups", name="Hai")
    assert first["datasets"]["names"][0]["name"] == "Một"


@pytest.mark.parametrize("kind", KINDS)
def test_every_chart_has_a_sentence_and_a_table(kind):
    chart = sample(kind)
    assert chart.sentence
    assert all(len(row) == len(chart.table.heads) for row in chart.table.rows)


@pytest.mark.parametrize("kind", KINDS)
def test_no_chart_names_an_address(kind):
    spec = sample(kind).spec | {"$schema": ""}
    assert "http" not in json.dumps(spec)

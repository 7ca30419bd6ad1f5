"""A chart as a value: its Vega-Lite, what it says in a sentence, and the same data as a table.

Each kind of chart is drawn once with Altair for a language, without data, and kept: building
and checking it takes a tenth of a second. A request only puts rows beside it. So text from
data is nothing but values of rows; no expression, title or scale is ever made of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import altair as alt

from geoapp.charts.theme import house_config

Spec: TypeAlias = dict[str, Any]
Rows: TypeAlias = Sequence[Mapping[str, Any]]
AnyChart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart
# An `alt.Chart`, whose own annotations end at `encode`.
Layer: TypeAlias = Any
# Months under a chart and the space around it, px.
AXIS_ROOM = 37
# Charts less wide than this break their words: telephones, half a sheet of paper. px.
NARROW = 420


@dataclass(frozen=True)
class ChartTable:
    """The twin of a chart: heads and cells as people read them, the first cell names its row."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Chart:
    """What a page embeds and an export prints; `spec` is Vega-Lite as wide as its container."""

    spec: Spec
    sentence: str
    table: ChartTable

    @property
    def height(self) -> int:
        """Return about how high it is drawn, px, so that a page keeps the place."""
        return int(self.spec["height"]) + AXIS_ROOM


def rows_of(name: str) -> alt.Chart:
    """Return a layer that will draw the rows of the data set of that name."""
    return alt.Chart(alt.NamedData(name=name))


def defined(drawn: AnyChart, lang: str) -> Spec:
    """Return the drawing as Vega-Lite in the house look, as wide as its place."""
    # The schema is a test's affair (tests/charts): checking it costs more than all the rest.
    spec: Spec = drawn.to_dict(validate=False)
    return spec | {
        "params": [{"name": "narrow", "value": False}],
        "config": house_config(lang),
        "width": "container",
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"left": 2, "top": 12, "right": 4, "bottom": 2},
    }


def narrowed(spec: Spec, width: int) -> Spec:
    """Return the chart at a fixed width, px; the page's script does the same as it resizes."""
    narrow = width < NARROW
    height = spec.get("usermeta", {}).get("narrow_height") if narrow else None
    params = [{"name": "narrow", "value": narrow}]
    return spec | {"width": width, "height": height or spec["height"], "params": params}


def with_rows(definition: Spec, rows: Mapping[str, Rows], **changes: Any) -> Spec:
    """Return the definition with the rows of each named data set; the definition stays."""
    return definition | {"datasets": {name: list(found) for name, found in rows.items()}} | changes

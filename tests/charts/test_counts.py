"""Classes are counted as the legend shows them: only those that are there, in its order."""

import pytest

from geoapp.charts.counts import class_of, count_classes
from geoapp.domain.layers import read_layers
from geoapp.settings import GEO_DATA, ROOT

THEMES = {
    theme.id: theme
    for layer in read_layers(ROOT / "layers", GEO_DATA)
    if layer.kind == "projects"
    for theme in layer.themes
}


@pytest.mark.parametrize(
    ("theme", "properties", "value"),
    [
        ("schedule", {"schedule": "late"}, "late"),
        ("schedule", {"schedule": None}, "none"),
        ("progress", {"progress": 24.9}, "p0"),
        ("progress", {"progress": 25}, "p25"),
        ("progress", {"progress": 100}, "p100"),
        ("progress", {"progress": None}, "none"),
        ("sector", {"sector": "health"}, "health"),
    ],
)
def test_a_project_belongs_to_one_class(theme, properties, value):
    assert class_of(THEMES[theme], properties).value == value


def test_only_classes_that_are_there_are_counted_in_the_legends_order():
    projects = [{"schedule": one} for one in ("ahead", "late", None, "late")]
    counts = count_classes(THEMES["schedule"], projects, "vi")
    assert [(one.label, one.count) for one in counts] == [
        ("Chậm", 2),
        ("Vượt kế hoạch", 1),
        ("Không so kế hoạch", 1),
    ]

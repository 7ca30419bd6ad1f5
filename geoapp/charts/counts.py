"""How many projects each class of a theme has: the legend, and the chart of every export."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from geoapp.domain.layers.definition import StyleClass, Theme
from geoapp.domain.layers.features import takes


@dataclass(frozen=True)
class ClassCount:
    """A class of the theme, its name in the reader's language, and how many projects it has."""

    style: StyleClass
    label: str
    count: int


def class_of(theme: Theme, properties: Mapping[str, Any]) -> StyleClass:
    """Return the class of a project; what fits none belongs to the class of the missing."""
    value = properties.get(theme.attribute)
    missing = next((style for style in theme.classes if style.missing), theme.classes[-1])
    return next((style for style in theme.classes if takes(style, value)), missing)


def count_classes(
    theme: Theme, projects: Iterable[Mapping[str, Any]], lang: str
) -> tuple[ClassCount, ...]:
    """Count the classes that are there, in the legend's order."""
    counts: dict[str, int] = {}
    for properties in projects:
        value = class_of(theme, properties).value
        counts[value] = counts.get(value, 0) + 1
    return tuple(
        ClassCount(style, style.label.say(lang), counts[style.value])
        for style in theme.classes
        if style.value in counts
    )

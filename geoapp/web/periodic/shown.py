"""The report's parts as its page shows them: maps are drawn in the files alone."""

from collections.abc import Iterable
from typing import Any

from geoapp.exports.periodic.parts import (
    ChartPicture,
    Heading,
    MapPicture,
    Paragraph,
    Part,
    Table,
)

KINDS = {
    Heading: "heading",
    Paragraph: "paragraph",
    Table: "table",
    ChartPicture: "chart",
    MapPicture: "map",
}


def shown_parts(parts: Iterable[Part]) -> list[tuple[str, Any]]:
    """Return each part with the name of its kind."""
    return [(KINDS[type(part)], part) for part in parts]

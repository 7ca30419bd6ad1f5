"""The printed map of an export, as the map room draws it."""

from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.words import name_words
from geoapp.maps.glyphs import glyph_for
from geoapp.maps.printed.page_map import draw_map
from geoapp.maps.printed.values import DrawnMap, MapProject, MapWish


def picture(
    content: ExportContent,
    width: float,
    height: float,
    scale: int | None = None,
    *,
    grid: bool = False,
) -> DrawnMap:
    """Return the map of all projects that have a place; sizes in mm."""
    return draw_map(
        MapWish(
            width,
            height,
            scale,
            content.theme.id,
            tuple(map_project(content, one) for one in content.projects if one.anchor),
            content.ground,
            content.layers,
            content.lang,
            grid=grid,
        )
    )


def map_project(content: ExportContent, project: ExportedProject) -> MapProject:
    """Return a project as the map draws it; it must have a place."""
    properties = project.properties
    assert project.geometry is not None  # noqa: S101 - whoever asks has looked
    assert project.anchor is not None  # noqa: S101
    return MapProject(
        number=project.number,
        label=properties["short_name"] or short(name_words(properties, content.lang)),
        style=content.class_of(project),
        glyph=glyph_for(properties["sector"], properties["kind"]),
        schematic=properties["position"] == "schematic",
        geometry=project.geometry,
        anchor=project.anchor,
    )


def short(name: str) -> str:
    """Return a name that is short already, else nothing: names are not shortened by a program."""
    return name if len(name) <= 24 else ""

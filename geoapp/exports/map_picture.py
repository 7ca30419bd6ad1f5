"""The printed map of an export, as the map room draws it."""

from dataclasses import replace

from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.words import name_words
from geoapp.maps.glyphs import glyph_for
from geoapp.maps.printed.page_map import draw_map
from geoapp.maps.printed.values import DrawnMap, Ground, MapProject, MapWish


def picture(
    content: ExportContent,
    width: float,
    height: float,
    scale: int | None = None,
    *,
    grid: bool = False,
    area_names: bool = True,
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
            area_names=area_names,
        )
    )


def project_picture(
    content: ExportContent, project: ExportedProject, width: float, height: float
) -> DrawnMap:
    """Return the map of one project that has a place; sizes in mm."""
    return picture(_alone(content, project), width, height, area_names=False)


def _alone(content: ExportContent, project: ExportedProject) -> ExportContent:
    """Return the content of one project, seen close by within its province."""
    ground = content.ground
    units = (*ground.within, *ground.faded, *ground.selected)
    around = Ground(
        provinces=ground.provinces,
        within=tuple(one for one in units if one.level != "province"),
        siblings=ground.siblings,
    )
    return replace(content, projects=(project,), ground=around)


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

"""What the one-file map carries as data: projects with their cards, units, land and texts."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geoapp.domain.layers.definition import StyleClass
from geoapp.domain.messages import message, say
from geoapp.domain.sectors import SECTORS
from geoapp.exports import words
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.nothing import empty_words
from geoapp.exports.page_data import facts
from geoapp.maps.glyphs import glyph_for
from geoapp.maps.printed.ground import land_of, unit_styles
from geoapp.maps.printed.values import Ground, Outline

# Ten metres are enough for outlines that are accurate to a kilometre.
GRID_DEGREES: Final = 0.0001
AROUND_DEGREES: Final = 0.02
DASHES: Final = {"dashed": "5 4", "dotted": "1 3"}


def web_data(content: ExportContent) -> dict[str, Any]:
    """Return the data; all of it plain values that the script shows as text."""
    lang = content.lang
    present = {one.properties["sector"] for one in content.projects}
    return {
        "texts": {
            "count": say(message("{count} projects", count="{count}"), lang),
            "cluster": say(message("{n} projects, {late} late", n="{count}", late="{late}"), lang),
            "none": say(message("No project matches."), lang)
            if content.projects
            else empty_words(content)[0],
            "close": say(message("Close"), lang),
        },
        "theme": content.theme.id,
        "classes": {style.value: _class(style, lang) for style in content.theme.classes},
        "counts": {found.style.value: found.count for found in content.counts},
        "sectors": [
            (sector.code, words.label("sector", sector.code, lang))
            for sector in SECTORS
            if sector.code in present
        ],
        "projects": [_project(one, content) for one in content.projects],
        "ground": _ground(content),
        "bounds": _bounds(content),
    }


def _class(style: StyleClass, lang: str) -> dict[str, Any]:
    names = ("fill", "ink", "glyph_color", "glyph", "edge", "edge_line", "area", "opacity")
    return {name: getattr(style, name) for name in names} | {"label": style.label.say(lang)}


def _project(project: ExportedProject, content: ExportContent) -> dict[str, Any]:
    one, lang = project.properties, content.lang
    name = words.name_words(one, lang)
    told = facts(project, content)
    shape = project.geometry
    return {
        "number": project.number,
        "code": one["code"],
        "name": name,
        "class": content.class_of(project).value,
        "late": one["schedule"] == "late",
        "glyph": glyph_for(one["sector"], one["kind"]),
        "sector": one["sector"],
        "status": words.schedule_words(one, lang),
        "standing": words.standing_words(one, lang),
        "schematic": one["position"] == "schematic",
        "facts": [(say(message("Project code"), lang), one["code"]), *told],
        "search": " ".join([str(one["code"]), name, one["name"], *(said for _, said in told)]),
        "at": project.anchor,
        "shape": mapping(shape) if shape is not None and shapely.get_dimensions(shape) else None,
    }


def _ground(content: ExportContent) -> dict[str, Any]:
    bases = [layer for layer in content.layers if layer.kind == "basemap-offline"]
    looks = unit_styles(content.layers)
    ground = content.ground
    drawn = [_layer(land_of(layer), layer.style) for layer in bases if layer.style]
    if ground.selected:
        drawn.append(_units((*ground.provinces, *ground.faded), looks["faded"]))
    drawn.append(_units(ground.clear, looks["selected" if ground.selected else "province"]))
    drawn.append(_units(ground.within, looks["commune"]))
    water = bases[0].background if bases else None
    return {"water": water or "#FFFFFF", "layers": drawn, "names": list(_names(ground))}


def _names(ground: Ground) -> Iterator[dict[str, Any]]:
    """Yield what units are called and where, the weightiest first."""
    neighbours = (one for one in ground.faded if one.level == "district")
    parts = (("area", ground.clear), ("neighbour", neighbours), ("commune", ground.within))
    for part, units in parts:
        for unit in units:
            x, y = unit.geometry.representative_point().coords[0]
            yield {"words": unit.name, "at": (round(x, 4), round(y, 4)), "part": part}


def _units(units: Sequence[Outline], style: StyleClass) -> dict[str, Any]:
    return _layer([one.geometry for one in units], style)


def _layer(shapes: Sequence[BaseGeometry], style: StyleClass) -> dict[str, Any]:
    coarse = [shapely.set_precision(one, GRID_DEGREES, mode="pointwise") for one in shapes]
    return {
        "features": [
            {"type": "Feature", "properties": {}, "geometry": mapping(one)} for one in coarse
        ],
        "style": {
            "fillColor": style.fill,
            "fillOpacity": 0 if style.area == "none" else style.opacity,
            "color": style.edge,
            "weight": style.edge_width,
            "dashArray": DASHES.get(style.edge_line),
        },
    }


def _bounds(content: ExportContent) -> list[float]:
    shown = [one.geometry for one in content.ground.selected]
    shown = shown or [shapely.Point(one.anchor) for one in content.projects if one.anchor]
    shown = shown or [one.geometry for one in content.ground.clear]
    if not shown:
        return [102.1, 8.3, 109.6, 23.4]
    west, south, east, north = shapely.total_bounds(shown).tolist()
    edge = AROUND_DEGREES
    return [west - edge, south - edge, east + edge, north + edge]

"""Sea, land and administrative units: the chosen area is paper, the rest is mist."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import shapely
from shapely.geometry import shape as to_geometry
from shapely.geometry.base import BaseGeometry

from geoapp.domain.layers.definition import FileSource, LayerDefinition, StyleClass
from geoapp.domain.layers.geojson import read_features
from geoapp.maps.printed.frame import Frame
from geoapp.maps.printed.svg import PX, element, path
from geoapp.maps.printed.values import Ground, Outline

# Finer units would only be a net over the map.
MOST_WITHIN_SCALE: Final = 700_000
DASHES: Final = {"solid": None, "dashed": "1.4 1.1", "dotted": "0.01 0.8"}


@dataclass(frozen=True)
class PaperGround:
    """The ground of one frame, in mm; outlines keep the names they came with."""

    frame: Frame
    ground: Ground
    layers: tuple[LayerDefinition, ...]

    @cached_property
    def clear(self) -> list[BaseGeometry]:
        """What is shown as paper."""
        return self.frame.shapes([one.geometry for one in self.ground.clear])

    @cached_property
    def clear_area(self) -> BaseGeometry:
        """What is shown as paper, as one shape; half a millimetre is near enough for placing."""
        if not self.clear:
            return EMPTY
        return shapely.simplify(shapely.union_all(shapely.make_valid(self.clear)), 0.5)

    @cached_property
    def faded(self) -> list[BaseGeometry]:
        """What is shown as mist; nothing where whole provinces are clear."""
        units = self.ground.faded if self.ground.selected else ()
        return self.frame.shapes([one.geometry for one in (*units, *self._other_provinces)])

    @property
    def _other_provinces(self) -> tuple[Outline, ...]:
        return self.ground.provinces if self.ground.selected else ()

    @cached_property
    def within(self) -> list[tuple[str, BaseGeometry]]:
        """Names and outlines of finer units, none on small scales."""
        if self.frame.scale > MOST_WITHIN_SCALE:
            return []
        units = self.ground.within
        shapes = self.frame.shapes([one.geometry for one in units])
        found = [
            (one.name, drawn)
            for one, drawn in zip(units, shapes, strict=True)
            if not drawn.is_empty
        ]
        return [one for one in found if one[1].intersects(self.clear_area)]

    @cached_property
    def land(self) -> list[BaseGeometry]:
        """The land around, as the offline basemap has it."""
        return self.frame.shapes(
            [geometry for layer in _basemaps(self.layers) for geometry in land_of(layer)]
        )

    @cached_property
    def sea(self) -> BaseGeometry:
        """What is neither land nor a unit."""
        dry = shapely.make_valid([*self.land, *self.faded, *self.clear])
        return shapely.difference(self.frame.box, shapely.union_all(dry))


EMPTY: Final = shapely.Polygon()


def _basemaps(layers: Iterable[LayerDefinition]) -> list[LayerDefinition]:
    return [layer for layer in layers if layer.kind == "basemap-offline"]


@lru_cache(maxsize=8)
def land_of(layer: LayerDefinition) -> tuple[BaseGeometry, ...]:
    """Return the shapes of a basemap's file (EPSG:4326)."""
    if not isinstance(layer.source, FileSource):
        return ()
    features, _ = read_features(layer.source.path)
    return tuple(to_geometry(_plain(feature.geometry)) for feature in features)


def _plain(geometry: object) -> dict[str, object]:
    return {"type": type(geometry).__name__, "coordinates": getattr(geometry, "coordinates", [])}


def unit_styles(layers: Iterable[LayerDefinition]) -> dict[str, StyleClass]:
    """Return the looks of units by their part: selected, province, faded, commune."""
    return {
        style.value: style
        for layer in layers
        if layer.kind == "areas"
        for theme in layer.themes
        for style in theme.classes
    }


def draw_ground(paper: PaperGround, key: str) -> str:
    """Return the ground; `key` makes its clip path's name unique on the page."""
    frame = paper.frame
    base = _basemaps(paper.layers)
    looks = unit_styles(paper.layers)
    water = base[0].background if base else None
    drawn = [element("rect", width=frame.width, height=frame.height, fill=water or "#FFFFFF")]
    drawn += [_fill(paper.land, layer.style) for layer in base if layer.style]
    drawn.append(_fill(paper.faded, looks["faded"]))
    drawn += _clear(paper, looks, key)
    return "".join(drawn)


def _clear(paper: PaperGround, looks: dict[str, StyleClass], key: str) -> list[str]:
    style = looks["selected" if paper.ground.selected else "province"]
    whole = "".join(path(one) for one in paper.clear)
    drawn = [element("path", d=whole, fill=style.fill, fill_rule="evenodd")]
    if paper.within:
        finer = looks["commune"]
        inner = _edge("".join(path(one) for _, one in paper.within), finer)
        clip = element("clipPath", element("path", d=whole), id=f"clear-{key}")
        drawn += [clip, element("g", inner, clip_path=f"url(#clear-{key})")]
    glow = {"fill": "none", "stroke_linejoin": "round"}
    drawn.append(
        element(
            "path", d=whole, stroke="#FFFFFF", stroke_width=style.glow * PX, opacity=0.9, **glow
        )
    )
    drawn.append(_edge(whole, style))
    return drawn


def _fill(shapes: Sequence[BaseGeometry], style: StyleClass) -> str:
    whole = "".join(path(one) for one in shapes)
    filled = element("path", d=whole, fill=style.fill, fill_opacity=style.opacity)
    return filled + _edge(whole, style)


def _edge(whole: str, style: StyleClass) -> str:
    return element(
        "path",
        d=whole,
        fill="none",
        stroke=style.edge,
        stroke_width=max(0.15, style.edge_width * PX),
        stroke_linejoin="round",
        stroke_linecap="round" if style.edge_line == "dotted" else None,
        stroke_dasharray=DASHES[style.edge_line],
    )

"""GeoJSON as typed values: text, booleans and numbers too large are no coordinates."""

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Raw, Struct, UnsetType

NOTHING = Raw(b"null")

Position = Annotated[list[float], Meta(min_length=2, max_length=4)]
Positions = Annotated[list[Position], Meta(min_length=1)]
Line = Annotated[list[Position], Meta(min_length=2)]
Ring = Annotated[list[Position], Meta(min_length=4)]
Rings = Annotated[list[Ring], Meta(min_length=1)]


class _Shape(Struct, tag_field="type", kw_only=True, gc=False):
    """Members that some programs write into geometries; their keys are counted."""

    bbox: Raw | UnsetType = UNSET
    crs: Raw | UnsetType = UNSET


class Point(_Shape, tag="Point"):
    coordinates: Position


class MultiPoint(_Shape, tag="MultiPoint"):
    coordinates: Positions


class LineString(_Shape, tag="LineString"):
    coordinates: Line


class MultiLineString(_Shape, tag="MultiLineString"):
    coordinates: Annotated[list[Line], Meta(min_length=1)]


class Polygon(_Shape, tag="Polygon"):
    coordinates: Rings


class MultiPolygon(_Shape, tag="MultiPolygon"):
    coordinates: Annotated[list[Rings], Meta(min_length=1)]


Shape = Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon
SHAPES = (Point, MultiPoint, LineString, MultiLineString, Polygon, MultiPolygon)
SHAPE_NAMES = tuple(shape.__name__ for shape in SHAPES)


class Feature(Struct, gc=False):
    """A feature whose properties are decoded apart; foreign members are left alone."""

    type: Literal["Feature"]
    geometry: Shape | UnsetType | None = UNSET
    properties: Raw | UnsetType = UNSET
    id: Raw | UnsetType = UNSET
    bbox: Raw | UnsetType = UNSET


class LooseFeature(Struct, gc=False):
    """What can still be told of a feature whose geometry cannot be read."""

    type: Raw = NOTHING
    geometry: Raw = NOTHING
    properties: Raw | UnsetType = UNSET


class Document(Struct):
    """The members of the outermost object that say what it is."""

    type: Raw = NOTHING
    features: Raw = NOTHING
    crs: Raw = NOTHING
    geometryType: Raw = NOTHING  # noqa: N815  Esri's own name

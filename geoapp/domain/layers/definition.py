"""What one layer file says: frozen values that map, legend, tiles and prints share."""

from dataclasses import dataclass
from pathlib import Path

Point = tuple[float, float]
Ring = tuple[Point, ...]

KINDS = ("projects", "areas", "overlay", "basemap-offline", "tiles", "labels", "insets", "sea")
QUERIES = ("projects", "areas")
SHAPES = (
    "circle",
    "square",
    "diamond",
    "hexagon",
    "rounded-square",
    "dashed-circle",
    "pie-1",
    "pie-3",
    "pie-5",
    "pie-7",
    "pie-8",
    "pie-unknown",
)
LINES = ("plain", "core", "ticks", "dashed")
AREAS = ("tint", "hatch", "none")
EDGES = ("solid", "dashed", "dotted")
FORMATS = ("text", "number", "percent", "date", "money", "length", "area")
LABEL_STYLES = ("place", "water", "capital")
CORNERS = ("topleft", "topright", "bottomleft", "bottomright")
EVERYONE = "everyone"
SIGNED_IN = "signed-in"
MAX_ZOOM = 22


@dataclass(frozen=True)
class Words:
    """One text in both languages of the screen."""

    vi: str
    en: str

    def say(self, lang: str) -> str:
        """Return the text in `lang`; any language but Vietnamese gets English."""
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True)
class QuerySource:
    """Features that the service's own database answers."""

    query: str


@dataclass(frozen=True)
class FileSource:
    """A GeoJSON file in EPSG:4326 that was checked when the layer was read."""

    path: Path


@dataclass(frozen=True)
class TileSource:
    """Pictures from a tile server; `host` is its origin, `https://name`."""

    url: str
    host: str


Source = QuerySource | FileSource | TileSource


@dataclass(frozen=True)
class Attribution:
    """Who made the data, shown as text at the foot of the map."""

    text: Words
    url: str | None


@dataclass(frozen=True)
class StyleClass:
    """How features of one value look.

    A feature belongs to the class of its value, or of the range at_least <= value < below;
    the `missing` class takes those without a value and those that fit no class.
    Widths and glow are CSS pixels, opacity is 0 to 1 and applies to an area's fill.
    """

    value: str
    label: Words
    at_least: float | None
    below: float | None
    missing: bool
    fill: str
    ink: str
    glyph_color: str
    glyph: str | None
    shape: str
    line: str
    area: str
    opacity: float
    edge: str
    edge_line: str
    edge_width: float
    glow: float


@dataclass(frozen=True)
class Theme:
    """One way to colour a layer, by one attribute; classes stand in the legend's order."""

    id: str
    title: Words
    attribute: str
    classes: tuple[StyleClass, ...]


@dataclass(frozen=True)
class PopupField:
    """One line of the card that opens on a feature."""

    attribute: str
    label: Words
    format: str


@dataclass(frozen=True)
class Label:
    """A text written on the map at a point, longitude first."""

    text: Words
    point: Point
    style: str
    min_zoom: int
    max_zoom: int


@dataclass(frozen=True)
class Inset:
    """A frame in a corner of the map for a place that lies outside its view.

    `bbox` is west, south, east, north of what the frame shows; points and polygons lie in it.
    """

    title: Words
    subtitle: Words | None
    bbox: tuple[float, float, float, float]
    corner: str
    points: tuple[Point, ...]
    polygons: tuple[Ring, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True)
class SeaArea:
    """A part of the sea with its outline; the ring may be left unclosed."""

    title: Words | None
    polygon: Ring
    fill: str | None
    edge: str
    edge_line: str


@dataclass(frozen=True)
class LayerDefinition:
    """One layer file; a higher `order` is drawn over a lower one.

    `access` is ("everyone",), ("signed-in",) or the roles that may see the layer.
    `base` marks the basemaps between which a viewer chooses.
    """

    id: str
    kind: str
    title: Words
    source: Source | None
    attribution: Attribution | None
    order: int
    visible: bool
    base: bool
    min_zoom: int
    max_zoom: int
    access: tuple[str, ...]
    background: str | None
    legend: Words | None
    style: StyleClass | None
    themes: tuple[Theme, ...]
    popup: tuple[PopupField, ...]
    labels: tuple[Label, ...]
    insets: tuple[Inset, ...]
    seas: tuple[SeaArea, ...]

    def attributes(self) -> tuple[str, ...]:
        """Return the feature properties that the layer shows or styles by, each once."""
        wanted = [theme.attribute for theme in self.themes]
        wanted += [field.attribute for field in self.popup]
        return tuple(dict.fromkeys(wanted))

    def styles(self) -> tuple[StyleClass, ...]:
        """Return every look of the layer, its own first."""
        own = (self.style,) if self.style else ()
        return own + tuple(style for theme in self.themes for style in theme.classes)

"""What a printed map is drawn from."""

from dataclasses import dataclass
from datetime import date

from shapely.geometry.base import BaseGeometry

from geoapp.domain.layers.definition import LayerDefinition, StyleClass

LonLat = tuple[float, float]
XY = tuple[float, float]


@dataclass(frozen=True)
class Outline:
    """An administrative unit that is drawn; `valid_to` is its last day, None while in force."""

    ref: str
    level: str
    name: str
    valid_to: date | None
    geometry: BaseGeometry


@dataclass(frozen=True)
class Ground:
    """What lies under the projects: units by the part they play on the map.

    `selected` are the filter's own, `faded` their neighbours, `within` the finer units inside,
    `siblings` and `provinces` what the small map locates them by.
    """

    selected: tuple[Outline, ...] = ()
    faded: tuple[Outline, ...] = ()
    within: tuple[Outline, ...] = ()
    siblings: tuple[Outline, ...] = ()
    provinces: tuple[Outline, ...] = ()

    @property
    def clear(self) -> tuple[Outline, ...]:
        """The units shown as paper: the chosen ones, else whole provinces."""
        return self.selected or self.provinces


@dataclass(frozen=True)
class MapProject:
    """A project with a place; `label` is its stored short name, empty without one."""

    number: int
    label: str
    style: StyleClass
    glyph: str
    schematic: bool
    geometry: BaseGeometry
    anchor: LonLat

    @property
    def late(self) -> bool:
        """Tell whether its class is the late one: drawn last, and red in clusters."""
        return self.style.value == "late"


@dataclass(frozen=True)
class MapWish:
    """A map to draw: size in millimetres, `scale` the N of 1:N or None to fit.

    `area_names` writes the names of the clear areas large across them.
    """

    width: float
    height: float
    scale: int | None
    theme: str
    projects: tuple[MapProject, ...]
    ground: Ground
    layers: tuple[LayerDefinition, ...]
    lang: str
    insets: bool = True
    grid: bool = False
    area_names: bool = True


@dataclass(frozen=True)
class DrawnMap:
    """The map and what a legend must explain; scales are the N of 1:N."""

    svg: str
    scale: int
    enlarged: int | None = None
    clustered: bool = False
    lines: bool = False
    areas: bool = False
    schematic: bool = False
    within: bool = False
    moved: bool = False

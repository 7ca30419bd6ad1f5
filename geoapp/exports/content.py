"""What every export is made of: plain values, the same for all formats."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from shapely.geometry.base import BaseGeometry

from geoapp.charts.counts import ClassCount, class_of, count_classes
from geoapp.domain.layers.definition import LayerDefinition, StyleClass, Theme
from geoapp.exports.told_months import ToldMonths
from geoapp.maps.printed.values import Ground, LonLat


@dataclass(frozen=True)
class ExportedProject:
    """One project; `number` is its place in the list, worst first, and its key on the map.

    `properties` are the contract's with `short_name`: dates are dates, agencies and units
    dicts, unknown is None. Geometry and anchor are EPSG:4326, longitude first.
    """

    number: int
    properties: Mapping[str, Any]
    geometry: BaseGeometry | None
    anchor: LonLat | None

    @property
    def name(self) -> str:
        """The name in Vietnamese."""
        return str(self.properties["name"])


@dataclass(frozen=True)
class Totals:
    """Sums; `progress` is weighted by investment, `*_known` is how many projects it rests on."""

    projects: int
    located: int
    late: int
    investment_vnd: int | None
    investment_known: int
    progress: float | None
    progress_known: int


@dataclass(frozen=True)
class ExportContent:
    """All that a writer may say.

    `day` is the day the data stand for, `printed` the day of the export. `area_names` are
    those of the chosen units, `place` what the whole service covers. `logo` is SVG or PNG,
    `root_url` where the service answers, empty where that is not known; `narrowed` tells
    whether more than an area was chosen; `told` is gathered for sections that draw charts.
    """

    lang: str
    title: str
    subtitle: str
    place: str
    area_names: tuple[str, ...]
    day: date
    printed: date
    projects: tuple[ExportedProject, ...]
    totals: Totals
    ground: Ground
    layers: tuple[LayerDefinition, ...]
    theme: Theme
    sources: tuple[str, ...]
    illustrative: bool
    narrowed: bool = True
    agency: str = ""
    logo: bytes | None = None
    root_url: str = ""
    told: ToldMonths | None = None

    @property
    def file_words(self) -> str:
        """What the file's name tells: the first of the chosen units, else the whole place."""
        return self.area_names[0] if self.area_names else self.place

    @cached_property
    def counts(self) -> tuple[ClassCount, ...]:
        """How many projects each class has, all of them, on the map or not."""
        return self.count(self.projects)

    def count(self, projects: tuple[ExportedProject, ...]) -> tuple[ClassCount, ...]:
        """Count some of the projects by class."""
        return count_classes(self.theme, (one.properties for one in projects), self.lang)

    def class_of(self, project: ExportedProject) -> StyleClass:
        """Return how a project is drawn."""
        return class_of(self.theme, project.properties)

    @cached_property
    def estimated(self) -> int:
        """How many positions are not surveyed."""
        return sum(
            one.properties["position"] in ("estimated", "schematic") for one in self.projects
        )

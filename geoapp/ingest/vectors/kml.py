"""KML placemarks as rows: coordinates strictly, other files never fetched."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final

import msgspec

from geoapp.domain.messages import message
from geoapp.ingest.batches import BATCH_ROWS, Batch, Cell, columns_of
from geoapp.ingest.geojson.shapes import ShapeReader
from geoapp.ingest.geojson.structs import (
    LineString,
    MultiLineString,
    MultiPoint,
    MultiPolygon,
    Point,
    Polygon,
    Shape,
)
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTableWriter
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.xml_events import Element, read_elements

Position = list[float]
Progress = Callable[[int, int | None], None]
NUMBER: Final = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?")
SIMPLE: Final = {"Point", "LineString", "LinearRing", "Polygon"}
OTHER_GEOMETRIES: Final = {"Track", "MultiTrack", "Model"}
WORDS: Final = {"name", "description", "address"}


class Placemark:
    """One placemark: its words, its simple geometries, and what of them cannot be read."""

    def __init__(self) -> None:
        self.row: dict[str, Cell] = {}
        self.shapes: list[Point | LineString | Polygon] = []
        self.fault: str | None = None

    def shape(self) -> Shape | None:
        """Return its one geometry, None where it has none or kinds are mixed."""
        if len(self.shapes) < 2:
            return self.shapes[0] if self.shapes else None
        points = [shape.coordinates for shape in self.shapes if isinstance(shape, Point)]
        lines = [shape.coordinates for shape in self.shapes if isinstance(shape, LineString)]
        areas = [shape.coordinates for shape in self.shapes if isinstance(shape, Polygon)]
        if len(points) == len(self.shapes):
            return MultiPoint(coordinates=points)
        if len(lines) == len(self.shapes):
            return MultiLineString(coordinates=lines)
        return MultiPolygon(coordinates=areas) if len(areas) == len(self.shapes) else None


def read_kml(
    pieces: Iterable[bytes], table: RawTableWriter, limits: Limits, progress: Progress
) -> None:
    """Write the placemarks into the table; their coordinates are degrees."""
    marks = enumerate(read_placemarks(pieces), start=1)
    shapes = ShapeReader(limits)
    while batch := list(islice(marks, BATCH_ROWS)):
        numbers = [number for number, _ in batch]
        wkb, issues = shapes.read([mark.shape() for _, mark in batch], numbers)
        issues += [issue for number, mark in batch for issue in _faults(number, mark)]
        columns = columns_of([mark.row for _, mark in batch], limits)
        table.add(Batch(numbers, columns, wkb, issues))
        progress(table.rows, None)
    if not table.rows:
        raise UploadRefused("no_features", message("The file has no placemarks."))


def _faults(number: int, mark: Placemark) -> Iterator[Issue]:
    if mark.fault:
        said = message("The geometry cannot be read, near “{near}”.", near=mark.fault)
        yield Issue(number, "bad_geometry", "error", said, field="geometry")
    elif mark.shapes and mark.shape() is None:
        said = message("The geometry mixes kinds; points, lines and areas go in rows of their own.")
        yield Issue(number, "unknown_geometry", "error", said, field="geometry")


def read_placemarks(pieces: Iterable[bytes]) -> Iterator[Placemark]:
    """Yield placemarks in the order of the file."""
    reader = _Reader()
    for element in read_elements(pieces):
        if element.begins:
            reader.begin(element)
        elif done := reader.end(element):
            yield done


class _Reader:
    def __init__(self) -> None:
        self._mark: Placemark | None = None
        self._field = ""
        self._rings: list[list[Position]] = []
        self._positions: list[Position] = []

    def begin(self, element: Element) -> None:
        if element.name == "Placemark":
            self._mark = Placemark()
        elif element.name in ("Data", "SimpleData"):
            self._field = element.attributes.get("name", "")
        elif element.name == "Polygon":
            self._rings = []
        elif element.name in OTHER_GEOMETRIES and self._mark:
            self._mark.fault = element.name
        if element.name in SIMPLE:
            self._positions = []

    def end(self, element: Element) -> Placemark | None:
        mark = self._mark
        if mark is None:
            return None
        if element.name == "Placemark":
            self._mark = None
            return mark
        if element.name == "coordinates":
            self._read_positions(mark, element.text)
        elif element.name in SIMPLE:
            self._close(mark, element.name)
        elif element.name in ("value", "SimpleData") and self._field:
            mark.row[self._field] = element.text.strip() or None
        elif element.name in WORDS and element.name not in mark.row:
            mark.row[element.name] = element.text.strip() or None
        return None

    def _read_positions(self, mark: Placemark, text: str) -> None:
        try:
            self._positions = [[_number(part) for part in one.split(",")] for one in text.split()]
        except ValueError:
            mark.fault = text.strip()[:40]

    def _close(self, mark: Placemark, kind: str) -> None:
        if kind == "LinearRing":
            self._rings.append(self._positions)
            return
        first = self._positions[0] if self._positions else []
        coordinates = {"Point": first, "LineString": self._positions, "Polygon": self._rings}[kind]
        try:
            plain = {"type": kind, "coordinates": coordinates}
            mark.shapes.append(msgspec.convert(plain, Point | LineString | Polygon))
        except msgspec.ValidationError:
            mark.fault = mark.fault or kind


def _number(text: str) -> float:
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number

"""KML for Google Earth and phones: every property as data, places with every digit."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from shapely.geometry.base import BaseGeometry

from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.data_values import DATA_FIELDS, Cell, cells
from geoapp.exports.options import ExportOptions
from geoapp.exports.plain_text import clean


def write_kml(content: ExportContent, _options: ExportOptions) -> bytes:
    """Return a document with one placemark for each project."""
    kml = Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = SubElement(kml, "Document")
    _text(document, "name", content.title)
    for project in content.projects:
        _placemark(document, project)
    written: bytes = tostring(kml, encoding="utf-8", xml_declaration=True)
    return written


def _placemark(document: Element, project: ExportedProject) -> None:
    mark = SubElement(document, "Placemark")
    _text(mark, "name", project.name)
    data = SubElement(mark, "ExtendedData")
    for name, cell in zip(DATA_FIELDS, cells(project.properties), strict=True):
        if cell is not None:
            _text(SubElement(data, "Data", name=name), "value", _words(cell))
    if project.geometry:
        _geometry(mark, project.geometry)


def _words(cell: Cell) -> str:
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = clean(text)


def _geometry(parent: Element, geometry: BaseGeometry) -> None:
    if hasattr(geometry, "geoms"):
        several = SubElement(parent, "MultiGeometry")
        for part in geometry.geoms:
            _geometry(several, part)
    elif geometry.geom_type == "Polygon":
        _polygon(SubElement(parent, "Polygon"), geometry)
    else:
        _text(SubElement(parent, geometry.geom_type), "coordinates", _points(geometry.coords))


def _polygon(element: Element, polygon: Any) -> None:
    rings = [("outerBoundaryIs", polygon.exterior)]
    rings += [("innerBoundaryIs", ring) for ring in polygon.interiors]
    for role, ring in rings:
        boundary = SubElement(SubElement(element, role), "LinearRing")
        _text(boundary, "coordinates", _points(ring.coords))


def _points(coordinates: Iterable[tuple[float, ...]]) -> str:
    return " ".join(f"{one[0]!r},{one[1]!r}" for one in coordinates)

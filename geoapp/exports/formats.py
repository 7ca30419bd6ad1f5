"""The one table of formats: menu, addresses and shell read it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Final

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import Message, message
from geoapp.exports.content import ExportContent
from geoapp.exports.options import ExportOptions, one_of

Writer = Callable[[ExportContent, ExportOptions], bytes]

# A page or slide of one project takes a tenth of a second.
MOST_PAGES: Final = 300


@dataclass(frozen=True)
class Format:
    """A format: its name in addresses, also the file's ending; title and use for the menu.

    `writer` is module:function below geoapp.exports, loaded when first used. `most` projects
    go into one file, `most_pages` where each has a page or slide of its own.
    """

    name: str
    title: Message
    use: Message
    media_type: str
    writer: str
    most: int = 20_000
    most_pages: int | None = None

    def most_of(self, options: ExportOptions) -> int:
        """Return how many projects go into one file with these options."""
        pages = self.most_pages if "projects" in options.sections else None
        return pages or self.most

    def write(self, content: ExportContent, options: ExportOptions) -> bytes:
        """Return the file."""
        module, _, function = self.writer.partition(":")
        write: Writer = getattr(import_module(f"geoapp.exports.{module}"), function)
        return write(content, options)


FORMATS: Final = {
    one.name: one
    for one in (
        Format(
            "pdf",
            message("PDF"),
            message("map and table to print"),
            "application/pdf",
            "pdf:write_pdf",
            5_000,
            MOST_PAGES,
        ),
        Format(
            "png",
            message("PNG"),
            message("the map page as a picture"),
            "image/png",
            "pdf:write_png",
            5_000,
        ),
        Format(
            "pptx",
            message("PowerPoint"),
            message("slides that can be edited"),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "slides.deck:write_slides",
            1_000,
            MOST_PAGES,
        ),
        Format(
            "docx",
            message("Word"),
            message("map and table for a written report"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "document:write_document",
            2_000,
        ),
        Format(
            "html",
            message("Web page"),
            message("one file with map and list, opens without a network"),
            "text/html; charset=utf-8",
            "web_page:write_web_page",
            5_000,
        ),
        Format(
            "xlsx",
            message("Excel"),
            message("the list with filters, and a summary"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "workbook:write_workbook",
        ),
        Format(
            "geojson",
            message("GeoJSON"),
            message("for QGIS and other programs"),
            "application/geo+json",
            "geojson:write_geojson",
            100_000,
        ),
        Format(
            "gpkg",
            message("GeoPackage"),
            message("one file for QGIS and ArcGIS"),
            "application/geopackage+sqlite3",
            "geopackage:write_geopackage",
            100_000,
        ),
        Format(
            "kml",
            message("KML"),
            message("for Google Earth"),
            "application/vnd.google-earth.kml+xml",
            "kml:write_kml",
            100_000,
        ),
        Format(
            "csv",
            message("CSV"),
            message("plain table, every field"),
            "text/csv; charset=utf-8",
            "csv_table:write_csv",
            100_000,
        ),
    )
}


def find_format(name: str) -> Format:
    """Return the format of this name; raises `BadParameter` naming all of them."""
    if name not in FORMATS:
        raise BadParameter("format", expected=one_of(tuple(FORMATS)), got=name)
    return FORMATS[name]

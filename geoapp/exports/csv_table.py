"""CSV with the contract's names as columns and the geometry as text (WKT)."""

import csv
from datetime import date
from io import StringIO
from typing import Final

import shapely

from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.data_values import DATA_FIELDS, Cell, cells
from geoapp.exports.options import ExportOptions

# A spreadsheet takes cells that begin so for formulas.
FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
GUARD: Final = "'"


def write_csv(content: ExportContent, _options: ExportOptions) -> bytes:
    """Return UTF-8 with a byte order mark, which Excel needs to read Vietnamese."""
    text = StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow([*DATA_FIELDS, "wkt"])
    rows.writerows(_row(project) for project in content.projects)
    return text.getvalue().encode("utf-8-sig")


def _row(project: ExportedProject) -> list[str]:
    place = project.geometry
    wkt = shapely.to_wkt(place, rounding_precision=-1) if place else ""
    return [*(_text(cell) for cell in cells(project.properties)), wkt]


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return GUARD + cell if cell.startswith(FORMULA_SIGNS) else cell
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else repr(cell)

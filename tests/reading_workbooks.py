"""Reading the first sheet of a workbook as its file has it, formulas included."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet_rows(raw: bytes) -> list[list[str | None]]:
    """Return the cells as text, row by row; numbers as they are written."""
    strings = [_text(one) for one in _part(raw, "xl/sharedStrings.xml").iter(f"{MAIN}si")]
    return [
        [_value(cell, strings) for cell in row.iter(f"{MAIN}c")]
        for row in _part(raw, "xl/worksheets/sheet1.xml").iter(f"{MAIN}row")
    ]


def has_formulas(raw: bytes) -> bool:
    """Tell whether any cell is calculated."""
    return any(True for _ in _part(raw, "xl/worksheets/sheet1.xml").iter(f"{MAIN}f"))


def _part(raw: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        return ET.fromstring(archive.read(name))


def _value(cell: ET.Element, strings: list[str]) -> str | None:
    value = cell.find(f"{MAIN}v")
    if value is None or value.text is None:
        return None
    return strings[int(value.text)] if cell.get("t") == "s" else value.text


def _text(element: ET.Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{MAIN}t"))

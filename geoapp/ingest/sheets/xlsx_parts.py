"""The parts of an Excel workbook that a table needs: sheets, shared texts, formats."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Literal
from zipfile import ZipFile

from geoapp.domain.messages import message
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.xml_events import Element, read_elements
from geoapp.ingest.zip_archives import open_member

Meaning = Literal["number", "date", "percent"]
WORKBOOK: Final = "xl/workbook.xml"
DATE_FORMATS: Final = {*range(14, 18), 22, *range(27, 37), *range(50, 59)}
PERCENT_FORMATS: Final = {9, 10}
# Quoted words, escaped letters and conditions of a format code say nothing about its kind.
ASIDE_IN_FORMAT: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook and the member of the archive that holds it."""

    name: str
    member: str
    hidden: bool


@dataclass(frozen=True)
class Workbook:
    """What is needed to read cells; `meanings` by the number of a cell's style."""

    sheets: tuple[Sheet, ...]
    texts: tuple[str, ...]
    meanings: tuple[Meaning, ...]
    from_1904: bool


def open_workbook(archive: ZipFile, limits: Limits) -> Workbook:
    """Read the small parts; links to other files are not looked at."""
    members = _relations(archive, limits)
    sheets: list[Sheet] = []
    from_1904 = False
    for element in _elements(archive, WORKBOOK, limits):
        if element.begins and element.name == "sheet":
            member = members.get(element.attributes.get("id", ""), "")
            hidden = element.attributes.get("state", "visible") != "visible"
            sheets.append(Sheet(element.attributes.get("name", ""), member, hidden))
        if element.begins and element.name == "workbookPr":
            from_1904 = element.attributes.get("date1904") in ("1", "true")
    names = set(archive.namelist())
    known = tuple(sheet for sheet in sheets if sheet.member in names)
    if not known:
        raise UploadRefused("no_table", message("The workbook has no sheet."))
    return Workbook(known, _shared_texts(archive, limits), _meanings(archive, limits), from_1904)


def _relations(archive: ZipFile, limits: Limits) -> dict[str, str]:
    folder = PurePosixPath(WORKBOOK).parent
    found = {}
    for element in _elements(archive, "xl/_rels/workbook.xml.rels", limits):
        if element.begins and element.name == "Relationship":
            target = element.attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else str(folder / target)
            found[element.attributes.get("Id", "")] = path
    return found


def _shared_texts(archive: ZipFile, limits: Limits) -> tuple[str, ...]:
    texts: list[str] = []
    parts: list[str] = []
    phonetic = False
    for element in _elements(archive, "xl/sharedStrings.xml", limits):
        if element.name == "rPh":
            phonetic = element.begins
        elif not element.begins and element.name == "t" and not phonetic:
            parts.append(element.text)
        elif not element.begins and element.name == "si":
            texts.append("".join(parts))
            parts.clear()
    if len(texts) > limits.features * limits.columns:
        raise over_limit(limits, "columns")
    return tuple(texts)


def _meanings(archive: ZipFile, limits: Limits) -> tuple[Meaning, ...]:
    codes: dict[int, str] = {}
    meanings: list[Meaning] = []
    in_cells = False
    for element in _elements(archive, "xl/styles.xml", limits):
        if element.name == "cellXfs":
            in_cells = element.begins
        elif element.begins and element.name == "numFmt":
            codes[_number(element, "numFmtId")] = element.attributes.get("formatCode", "")
        elif element.begins and element.name == "xf" and in_cells:
            number = _number(element, "numFmtId")
            meanings.append(meaning_of_format(number, codes.get(number, "")))
    return tuple(meanings)


def meaning_of_format(number: int, code: str) -> Meaning:
    """Tell whether a number format shows a day or a percentage."""
    bare = ASIDE_IN_FORMAT.sub("", code.lower())
    if number in PERCENT_FORMATS or "%" in bare:
        return "percent"
    if number in DATE_FORMATS or "d" in bare or "y" in bare:
        return "date"
    return "number"


def _number(element: Element, name: str) -> int:
    text = element.attributes.get(name, "")
    return int(text) if text.isdigit() and len(text) < 10 else 0


def _elements(archive: ZipFile, member: str, limits: Limits) -> Iterator[Element]:
    if member in archive.namelist():
        with open_member(archive, member, limits) as pieces:
            yield from read_elements(pieces)

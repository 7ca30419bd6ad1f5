"""Merged cells of an Excel sheet: they hide what stands in all but the first."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from geoapp.ingest.limits import Limits
from geoapp.ingest.sheets.xlsx_parts import open_workbook
from geoapp.ingest.xml_events import read_elements
from geoapp.ingest.zip_archives import open_archive, open_member

RANGE: Final = re.compile(r"([A-Z]{1,3}[1-9]\d{0,6}):[A-Z]{1,3}([1-9]\d{0,6})")


@dataclass(frozen=True)
class Merge:
    """A range such as G7:H8."""

    reference: str
    first: str
    last_row: int

    def __str__(self) -> str:
        return self.reference


def read_merges(path: Path, limits: Limits) -> Iterator[Merge]:
    """Yield the merged ranges of the first visible sheet."""
    with open_archive(path, limits) as archive:
        sheets = open_workbook(archive, limits).sheets
        chosen = next((sheet for sheet in sheets if not sheet.hidden), sheets[0])
        with open_member(archive, chosen.member, limits) as pieces:
            for element in read_elements(pieces):
                found = RANGE.fullmatch(element.attributes.get("ref", ""))
                if element.begins and element.name == "mergeCell" and found:
                    yield Merge(found[0], found[1], int(found[2]))

"""Codes of closed lists, written as code or as label, in Vietnamese or English."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final

from geoapp.domain.choices import FUNDING, POSITIONS, STAGES, Choice
from geoapp.domain.messages import message
from geoapp.domain.sectors import KINDS, SECTORS, Kind, Sector, find_kind
from geoapp.domain.spelling import strip_marks
from geoapp.ingest.batches import Cell
from geoapp.ingest.fields import FieldKind
from geoapp.ingest.values.unfit import Unfit

# Words of planners' tables beside the labels, without marks.
OTHER_WORDS: Final[Mapping[FieldKind, Mapping[str, str]]] = {
    "stage": {
        "chuan bi dau tu": "preparation", "chuan bi": "preparation", "lap du an": "preparation",
        "dang chuan bi": "preparation", "keu goi dau tu": "preparation",
        "dang thi cong": "implementation", "thi cong": "implementation",
        "dang thuc hien": "implementation", "dang trien khai": "implementation",
        "trien khai": "implementation", "thuc hien dau tu": "implementation",
        "da hoan thanh": "completion", "ket thuc": "completion", "da hoan cong": "completion",
        "tam ngung": "suspended", "dung": "suspended", "huy": "cancelled", "da huy bo": "cancelled",
    },
    "funding": {
        "von dau tu cong": "public", "ngan sach": "public", "ngan sach nha nuoc": "public",
        "nsnn": "public", "ngoai ngan sach": "private", "tu nhan": "private",
        "doanh nghiep": "private", "xa hoi hoa": "private", "von oda": "oda", "ppp": "mixed",
    },
    "position": {"do dac": "surveyed", "gps": "surveyed", "uoc tinh": "estimated",
                 "so do": "schematic"},
}  # fmt: skip
LISTS: Final[Mapping[str, Sequence[Choice | Sector | Kind]]] = {
    "stage": STAGES,
    "funding": FUNDING,
    "position": POSITIONS,
    "sector": SECTORS,
    "kind": KINDS,
}


@lru_cache
def _words(kind: FieldKind) -> Mapping[str, str]:
    found = dict(OTHER_WORDS.get(kind, {}))
    for choice in LISTS[kind]:
        for word in (choice.vi, choice.en, choice.code):
            found[strip_marks(word)] = choice.code
    return found


def read_choice(cell: Cell, kind: FieldKind) -> str:
    """Return the code; raises `Unfit` with the labels that would do."""
    words = strip_marks(cell) if isinstance(cell, str) else ""
    code = _words(kind).get(words)
    if code is None:
        raise Unfit(
            f"unknown_{kind}",
            message("“{cell}” is not in the list.", cell=str(cell)[:60]),
            message("one of {choices}", choices="; ".join(choice.vi for choice in LISTS[kind])),
        )
    return code


def read_pair(sector: Cell, kind: Cell) -> tuple[str, str] | None:
    """Return sector and kind that a document's own pair of words means, where it is known."""
    if not isinstance(sector, str) or not isinstance(kind, str):
        return None
    found = find_kind(sector, kind)
    return (found.sector, found.code) if found else None


SECTOR_OF_KIND: Final = {kind.code: kind.sector for kind in KINDS}

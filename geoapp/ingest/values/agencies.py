"""Agencies by code or by name, told from given ones; partners as a list."""

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from typing import Final

from msgspec import Struct

from geoapp.domain.messages import day_message, message
from geoapp.domain.spelling import fold_tones, strip_marks
from geoapp.ingest.batches import Cell
from geoapp.ingest.values.unfit import Doubtful, Unfit

SEPARATORS: Final = (";", "\n", "|", ",")


class KnownAgency(Struct, frozen=True):
    """An agency; `ended` is its last day, `successors` the codes of those who answer now."""

    code: str
    name: str
    name_en: str | None = None
    ended: date | None = None
    successors: tuple[str, ...] = ()


class Agencies:
    """Finds agencies as files name them."""

    def __init__(self, known: Iterable[KnownAgency]) -> None:
        self._by_code = {agency.code: agency for agency in known}
        self._by_name: dict[str, list[KnownAgency]] = {}
        for agency in self._by_code.values():
            for name in {fold_tones(agency.name), fold_tones(agency.name_en or agency.name)}:
                self._by_name.setdefault(name, []).append(agency)
        self._bare = {strip_marks(agency.name): agency.name for agency in self._by_code.values()}

    def read(self, cell: Cell) -> str:
        """Return the code of one agency; raises `Unfit`, or `Doubtful` when it has ended."""
        if isinstance(cell, dict):
            cell = cell.get("code")  # type: ignore[assignment]
        agency = self._find(cell)
        if agency is None:
            raise self._unknown(cell)
        if agency.ended and agency.successors:
            raise Doubtful(
                agency.code,
                "agency_ended",
                message("{name} ended on {day}; {successors} answers now.", name=agency.name,
                        day=day_message(agency.ended), successors=", ".join(agency.successors)),
            )  # fmt: skip
        return agency.code

    def read_list(self, cell: Cell) -> list[str]:
        """Return the codes of several agencies, separated by semicolons, in their order."""
        if isinstance(cell, list):
            return [self._code(one) for one in cell]  # type: ignore[arg-type]
        if not isinstance(cell, str) or self._find(cell):
            return [self._code(cell)]
        separator = next((mark for mark in SEPARATORS if mark in cell), ";")
        return [self._code(part) for part in cell.split(separator) if part.strip()]

    def _code(self, cell: Cell) -> str:
        try:
            return self.read(cell)
        except Doubtful as doubt:
            return str(doubt.value)

    def _find(self, cell: Cell) -> KnownAgency | None:
        if not isinstance(cell, str):
            return None
        found = self._by_code.get(cell.strip().upper())
        named = self._by_name.get(fold_tones(cell), [])
        # A name may have passed to a successor; the one that still exists is meant.
        named = [one for one in named if one.ended is None] or named
        return found or (named[0] if len(named) == 1 else None)

    def _unknown(self, cell: Cell) -> Unfit:
        words = strip_marks(cell) if isinstance(cell, str) else ""
        near = get_close_matches(words, self._bare, n=3, cutoff=0.6)
        return Unfit(
            "unknown_agency",
            message("No agency is known as “{cell}”.", cell=str(cell)[:80]),
            message("the code or the full name of an agency, such as {names}",
                    names="; ".join(self._bare[name] for name in near or list(self._bare)[:3])),
        )  # fmt: skip

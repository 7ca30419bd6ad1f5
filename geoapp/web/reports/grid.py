"""The grid of an agency's month: what it shows, what it sent, what is wrong with which cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import request

from geoapp.domain.reports import Fault, Handed, ReportEntry, ReportIssue
from geoapp.maps.glyphs import glyph_for
from geoapp.queries.report_desk import DeskRow
from geoapp.queries.report_facts import find_handed
from geoapp.web.reports.typed import Texts, entry_of, sent_seen, sent_texts, texts_of
from geoapp.web.state import language, session

SEEN = "seen."


@dataclass
class GridRow:
    """One project of the grid; `faults` by the field they are of, "" for the whole row."""

    row: DeskRow
    texts: Texts
    seen: int
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    other: Handed | None = None

    @property
    def code(self) -> str:
        return str(self.row.project.code)

    @property
    def name(self) -> str:
        project = self.row.project
        return str((language() == "en" and project.name_en) or project.name)

    @property
    def glyph(self) -> str:
        return glyph_for(self.row.project.sector, self.row.project.kind)

    def take(self, issue: ReportIssue) -> None:
        """Mark what is wrong; what somebody reported meanwhile counts as seen from now on."""
        self.faults.setdefault(issue.fault.field, []).append(issue.fault)
        if issue.other:
            self.other, self.seen = issue.other, issue.other.id

    @property
    def illustrative(self) -> bool:
        """Tell whether what is shown beside was invented."""
        return "progress" in self.row.project.illustrative_fields


def shown_rows(rows: Iterable[DeskRow]) -> list[GridRow]:
    """Return rows as they stand, each with the newest report of the month in its cells."""
    return [
        GridRow(row, texts_of(row.facts.newest), row.facts.newest.id if row.facts.newest else 0)
        for row in rows
    ]


def sent_codes() -> list[str]:
    """Return the projects whose rows the form had."""
    return [name.removeprefix(SEEN) for name in request.form if name.startswith(SEEN)]


def sent_entries(codes: Sequence[str], month: date) -> list[ReportEntry]:
    """Return the reports of rows that differ from what the form had shown."""
    seen = {code: sent_seen(f".{code}") for code in codes}
    shown = find_handed(session(), [number for number in seen.values() if number])
    entries = []
    for code in codes:
        texts = sent_texts(f".{code}")
        if texts != texts_of(shown.get(seen[code])):
            entries.append(entry_of(code, month, texts, seen[code]))
    return entries


def retyped_rows(
    rows: Iterable[DeskRow], entries: Sequence[ReportEntry], issues: Sequence[ReportIssue]
) -> list[GridRow]:
    """Return rows as they were typed, with what is wrong; what came meanwhile counts as seen."""
    by_code: dict[str, GridRow] = {}
    for row in rows:
        code = row.project.code
        by_code[code] = GridRow(row, sent_texts(f".{code}"), sent_seen(f".{code}"))
    for issue in issues:
        if shown := by_code.get(entries[issue.row].project):
            shown.take(issue)
    return list(by_code.values())

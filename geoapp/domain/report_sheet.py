"""Our own workbook of a month's reports: its columns, its rows, the hidden key of each project.

Row 1 is the title, row 2 says how to fill it, row 3 (hidden) names each column for programs,
row 4 for people; projects follow. Column A (hidden) keys each project's row.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from geoapp.domain.messages import Message, message
from geoapp.domain.reports import FIELDS

KEY_ROW: Final = 3
HEADER_ROW: Final = 4
FIRST_ROW: Final = 5
# What a filled file may hold at once.
MOST_ROWS: Final = 500
COLUMNS: Final[dict[str, Message]] = {
    "key": message("Key"),
    "project": FIELDS["project"],
    "name": message("Project"),
    "before": message("Month before, %"),
    "planned": message("Plan, %"),
    "plan_vnd": message("Year’s plan, billion VND"),
    "progress": FIELDS["progress"],
    "disbursed_month_vnd": message("Disbursed this month, billion VND"),
    "disbursed_vnd": message("Disbursed since January, billion VND"),
    "done": FIELDS["done"],
    "next_steps": FIELDS["next_steps"],
    "reason": FIELDS["reason"],
}
_KEY: Final = re.compile(r"([A-Z0-9][A-Z0-9._-]{0,39})\|(\d{4})-(0[1-9]|1[0-2])\|(\d{1,18})")


@dataclass(frozen=True)
class RowKey:
    """Whose row it is, of which month, and the report of it that the file was made with."""

    project: str
    month: date
    seen: int

    def __str__(self) -> str:
        return f"{self.project}|{self.month:%Y-%m}|{self.seen}"


def parse_key(text: str) -> RowKey | None:
    """Return the key, None for what is none of ours."""
    found = _KEY.fullmatch(text)
    if not found or found[2] == "0000":
        return None
    return RowKey(found[1], date(int(found[2]), int(found[3]), 1), int(found[4]))

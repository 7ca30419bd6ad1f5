"""Programmes and plans named in the documents, each with what programme-decisions.csv says."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compile_projects import AGENCIES
from tables import read_rows

# As the table shortens the names that documents write out.
SHORT = {
    "Sở LĐ-TB&XH": "Sở Lao động, Thương binh và Xã hội",
    "Sở KH&CN": "Sở Khoa học và Công nghệ",
    "Sở TT&TT": "Sở Thông tin và Truyền thông",
    "Sở GD&ĐT": "Sở Giáo dục và Đào tạo",
    "UBND thị xã": "UBND thị xã Hương Trà",
}


def compile_programmes(tables: Path, decisions: Path) -> Iterator[dict[str, Any]]:
    """Yield a programme for each row; the compiler's own notes are left behind."""
    rows = zip(read_rows(tables / "programmes.csv"), read_rows(decisions), strict=True)
    for row, decided in rows:
        lead = re.sub(r"\s*\([^)]*\)", "", row["lead_agency"]).strip()
        yield {
            "code": decided["code"],
            "name": row["name_vi"],
            "name_en": decided["name_en"],
            "type": row["type"],
            "area": row["area"],
            "lead_agency": lead or None,
            "agency": _agency(lead, row["area"]),
            "reference": row["reference"] or None,
            "documents": [code for code in row["seed_file"].split(";") if code],
            "remark": decided["remark"] or None,
            "projects": [code for code in decided["projects"].split(";") if code],
        }


def _agency(lead: str, area: str) -> str | None:
    """Return the code of the agency that the words name; offices of other provinces have none."""
    if "Thanh Hóa" in area:
        return None
    name = SHORT.get(lead, lead)
    return AGENCIES["TTH"].get(name) or AGENCIES["HTI"].get(name)

"""The properties of data formats, in the contract's order, and their values as plain cells."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final, Literal

Kind = Literal["text", "real", "whole", "date"]
Cell = str | int | float | date | None

DATA_FIELDS: Final[dict[str, Kind]] = {
    "code": "text",
    "name": "text",
    "short_name": "text",
    "name_en": "text",
    "sector": "text",
    "kind": "text",
    "funding": "text",
    "stage": "text",
    "schedule": "text",
    "days_late": "whole",
    "progress": "real",
    "planned_progress": "real",
    "investment_vnd": "whole",
    "disbursed_vnd": "whole",
    "plan_year_vnd": "whole",
    "area_ha": "real",
    "length_m": "real",
    "lead_agency": "text",
    "partner_agencies": "text",
    "owner": "text",
    "baseline_start": "date",
    "baseline_finish": "date",
    "planned_finish": "date",
    "forecast_finish": "date",
    "actual_finish": "date",
    "last_report": "date",
    "accuracy_m": "whole",
    "position": "text",
    "source": "text",
    "illustrative": "text",
    "areas": "text",
    "revision": "whole",
}


def cells(properties: Mapping[str, Any]) -> list[Cell]:
    """Return one cell for each of `DATA_FIELDS`; lists become text with semicolons."""
    return [_cell(name, properties.get(name)) for name in DATA_FIELDS]


def _cell(name: str, value: Any) -> Cell:
    if isinstance(value, dict):
        return str(value["code"])
    if isinstance(value, list):
        return "; ".join(_entry(name, one) for one in value) or None
    plain: Cell = value
    return plain


def _entry(name: str, entry: Any) -> str:
    if name == "source":
        said = (entry.get(key) for key in ("document", "section", "says"))
        return " ".join(str(one) for one in said if one)
    if isinstance(entry, dict):
        return str(entry.get("code") or entry.get("area"))
    return str(entry)

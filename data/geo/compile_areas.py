"""Communes of the official lists before July 2025, dated by comparing the lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tables import Row, read_rows

from geoapp.domain.spelling import fold_tones

# The state of the first list began here; nothing was redrawn between then and April 2023.
FIRST_STATE = {"46": "2021-07-01"}


def compile_communes(tables: Path) -> Iterator[dict[str, Any]]:
    """Yield the communes of April 2023 and March 2025; what differs changed on 1 January 2025."""
    states: dict[str, dict[str, Row]] = {"2023-04": {}, "2025-03": {}, "2025-07": {}}
    for row in read_rows(tables / "area-codes.csv"):
        if row["level"] == "commune":
            states[row["state"]][row["code"]] = row
    successors: dict[str, list[dict[str, Any]]] = {}
    for row in read_rows(tables / "area-crosswalk-2025.csv"):
        successors.setdefault(row["wardCode"], []).append(
            successor(row["newWardCode"], "2025-07-01", part=row["isDividedWard"] == "True")
        )
    before, after = states["2023-04"], states["2025-03"]
    lasting = {code for code in before if same_unit(before[code], after.get(code))}
    for code, row in before.items():
        since = FIRST_STATE.get(row["province_code"])
        if code in lasting:
            yield commune(row, since, "2025-06-30", successors[code])
        else:
            follows = [successor(code, "2025-01-01", part=False)] if code in after else []
            yield commune(row, since, "2024-12-31", follows)
    for code, row in after.items():
        if code not in lasting:
            yield commune(row, "2025-01-01", "2025-06-30", successors[code])


def same_unit(before: Row, after: Row | None) -> bool:
    """Tell whether name (tone placement folded) and parent stayed."""
    return (
        after is not None
        and fold_tones(before["name"]) == fold_tones(after["name"])
        and before["parent_code"] == after["parent_code"]
    )


def successor(code: str, valid_from: str, *, part: bool) -> dict[str, Any]:
    """Name a later commune; `part` when it took only a part."""
    return {"code": code, "valid_from": valid_from, "part": part}


def commune(
    row: Row, since: str | None, until: str, successors: list[dict[str, Any]]
) -> dict[str, Any]:
    """Return a unit of the lists."""
    return {
        "level": "commune",
        "code": row["code"],
        "name": row["name"],
        "parent_code": row["parent_code"],
        "valid_from": since,
        "valid_to": until,
        "successors": successors,
    }

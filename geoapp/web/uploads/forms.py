"""Choices and decisions as the page's forms send them, turned into what programs send."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import orjson
from flask import request

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.ingest.crs import Crs, Frame
from geoapp.ingest.fields import BY_NAME
from geoapp.ingest.stored import to_json
from geoapp.models import Upload

LEAVE_OUT: Final = ""
NEW: Final = "new"


def read_choices(
    upload: Upload,
    repairable: Callable[[], Sequence[int]],
    same_names: Callable[[], Mapping[int, str]],
) -> dict[str, Any]:
    """Return what the form says of position, columns, matches and repairs; nothing else changes.

    `repairable` tells all rows that have a repair and `same_names` the projects that rows name
    exactly, for forms that accept every one.
    """
    form, found = request.form, dict[str, Any]()
    if form.get("zone"):
        found["frame"] = _zone(form["zone"], swapped="swapped" in form)
    elif form.get("proposal", "").isdigit():
        found["proposal"] = int(form["proposal"])
    if "has_columns" in form:
        found["columns"] = _columns(upload)
    if form.get("position"):
        found["position"] = form["position"]
    matched = form.getlist("unmatched")
    if matched:
        found["matches"] = _matches(upload, matched)
    if "every_same_name" in form:
        named = {str(row): code for row, code in same_names().items()}
        found["matches"] = found.get("matches", {}) | named
    if "has_repairs" in form:
        chosen = request.form.getlist("repair")
        every = "every_repair" in request.form
        found["repairs"] = _repairs(upload, repairable() if every else _numbers(chosen))
    return found


def read_decisions(codes: Sequence[str]) -> dict[str, str]:
    """Return ours or theirs by code; `codes` are the rows that one answer for all decides."""
    every = request.form.get("every")
    if every:
        return dict.fromkeys(codes, every)
    prefix = "decision."
    return {
        name.removeprefix(prefix): value
        for name, value in request.form.items()
        if name.startswith(prefix)
    }


def _zone(code: str, *, swapped: bool) -> dict[str, Any]:
    if not (code.isascii() and code.isdigit() and len(code) < 7):
        raise BadParameter("zone", expected=message("a coordinate system"), got=code)
    found: dict[str, Any] = orjson.loads(to_json(Frame(Crs(int(code)), swapped)))
    return found


def _columns(upload: Upload) -> dict[str, Any]:
    """Return the columns that mean a field; a decimal sign once found stays."""
    proposals = (upload.reading or {}).get("columns", [])
    found: dict[str, Any] = {}
    by_field: dict[str, str] = {}
    for place, one in enumerate(proposals):
        field = request.form.get(f"field.{place}", LEAVE_OUT)
        if field == LEAVE_OUT:
            continue
        if field not in BY_NAME:
            raise BadParameter(one["title"], expected=message("a field of projects"), got=field)
        if field in by_field:
            _refuse_twice(field, by_field[field], one["title"])
        by_field[field] = one["title"]
        found[one["name"]] = {
            "field": field,
            "unit": request.form.get(f"unit.{place}") or None,
            "decimal": (one["target"] or {}).get("decimal"),
        }
    return found


def _refuse_twice(field: str, first: str, second: str) -> None:
    expected = message(
        "each field from one column: “{first}” and “{second}” both say {field}",
        first=first, second=second, field=BY_NAME[field].title,
    )  # fmt: skip
    raise BadParameter(second, expected=expected, got=field)


def _matches(upload: Upload, rows: Sequence[str]) -> dict[str, str]:
    """Return the codes of rows without one: those named before, and what this form says."""
    found = dict((upload.choices or {}).get("matches", {}))
    for row in rows:
        chosen = request.form.get(f"match.{row}", LEAVE_OUT)
        code = request.form.get(f"code.{row}", "") if chosen == NEW else chosen
        found.pop(row, None)
        if code.strip() and row.isdigit():
            found[row] = code.strip().upper()
    return found


def _repairs(upload: Upload, rows: Iterable[int]) -> list[int]:
    return sorted({*(upload.choices or {}).get("repairs", ()), *rows})


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(one) for one in texts if one.isascii() and one.isdigit() and len(one) < 10]

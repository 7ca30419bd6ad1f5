"""What a file seems to be, and what was chosen for it, as its page tells a planner."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from geoapp.domain.messages import Message, message, say, stored_message
from geoapp.ingest.crs import TM3_ZONES, Crs
from geoapp.ingest.fields import BY_NAME, COMPUTED, FIELDS, UNITS
from geoapp.ingest.kinds import LABELS, FileKind
from geoapp.web.state import language

CODECS: Final = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
ENCODINGS: Final = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI", "windows-1258": "Windows-1258"}
UNIT_WORDS: Final = {
    "vnd": message("VND"),
    "thousand": message("thousand VND"),
    "million": message("million VND"),
    "billion": message("billion VND"),
    "m": message("m"),
    "km": message("km"),
    "ha": message("ha"),
    "m2": message("m²"),
    "km2": message("km²"),
    "percent": message("percent (0–100)"),
    "share": message("share (0–1)"),
}


@dataclass(frozen=True)
class Column:
    """A column of the file with the field it means now; `sure` is a word for the confidence."""

    place: int
    title: str
    samples: tuple[str, ...]
    filled: int
    field: str | None
    unit: str | None
    why: Message
    doubtful: bool


def shown_file(reading: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Return kind and encoding with the reasons; None before the file is read."""
    if reading is None:
        return None
    facts, encoding = reading["facts"], reading["encoding"]
    return {
        "kind": LABELS[FileKind(facts["kind"])],
        "codec": ENCODINGS[encoding["encoding"]]
        if encoding
        else CODECS.get(facts["codec"], facts["codec"]),
        "codec_reason": said(encoding["reason"] if encoding else facts["codec_reason"]),
        "stated": facts["stated"].get("words"),
        "rows": reading["rows"],
        "has_positions": reading["has_positions"],
        "notes": [said(note["message"]) for note in reading["notes"]],
    }


def shown_columns(
    reading: Mapping[str, Any] | None, choices: Mapping[str, Any] | None
) -> list[Column]:
    """Return the columns as they are chosen now."""
    chosen = (choices or {}).get("columns", {})
    return [
        _column(place, one, chosen.get(one["name"]))
        for place, one in enumerate((reading or {}).get("columns", ()))
    ]


def _column(place: int, one: Mapping[str, Any], target: Mapping[str, Any] | None) -> Column:
    proposed = one["target"]
    kept = (target or {}).get("field") == (proposed or {}).get("field")
    return Column(
        place=place,
        title=one["title"],
        samples=tuple(one["samples"]),
        filled=one["filled"],
        field=target["field"] if target else None,
        unit=target.get("unit") if target else None,
        why=_why(one) if kept else message("chosen by you"),
        doubtful=kept and bool(proposed) and not one["remembered"] and not one["is_exact"],
    )


def _why(one: Mapping[str, Any]) -> Message:
    if one["remembered"]:
        return message("as in this agency’s last file")
    if one["computed"] or one["title"] in COMPUTED:
        return message("counted by the map itself, left out")
    if one["target"] is None:
        return message("no field is named like this")
    if one["is_exact"]:
        return message("the name says it")
    return message("a guess from name and values: please look")


def field_choices(columns: list[Column]) -> list[dict[str, Any]]:
    """Return the fields that a column can mean, with the units its numbers may have."""
    lang, used = language(), {one.field for one in columns}
    return [
        {
            "name": field.name,
            "title": say(field.title, lang),
            "units": list(UNITS.get(field.kind, ())),
            "used": field.name in used,
        }
        for field in FIELDS
    ]


def units_of(field: str | None) -> list[dict[str, str]]:
    """Return the units that a field's numbers may have."""
    units = UNITS.get(BY_NAME[field].kind, {}) if field else {}
    return [{"code": unit, "title": say(UNIT_WORDS[unit], language())} for unit in units]


def zones() -> list[dict[str, Any]]:
    """Return every VN-2000 zone, for a planner who knows better."""
    found = [{"code": code, "name": Crs(code).name} for code in (*TM3_ZONES, 3405, 3406, 4756)]
    return [*found, {"code": 4326, "name": Crs(4326).name}]


def said(stored: Mapping[str, Any] | None) -> str | None:
    """Say a stored message in the request's language."""
    return None if stored is None else say(stored_message(stored), language())

"""Readers of single TOML values: each returns the typed value or raises `Unfit` with the reason."""

import json
import re
from collections.abc import Callable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

from geoapp.domain.layers.definition import EVERYONE, SIGNED_IN, Point, Ring, Words
from geoapp.domain.layers.mistakes import Unfit
from geoapp.domain.messages import Message, message

T = TypeVar("T")
Reader = Callable[[object], T]

COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
HOST = re.compile(r"[A-Za-z0-9.-]+(:[0-9]+)?")
ROLE = re.compile(r"[a-z][a-z0-9_-]{0,39}")
TILE_PLACES = ("{z}", "{x}", "{y}")
RUNNABLE = ("{{", "{%", "{#", "${", "`", "<")
SHOWN_LENGTH = 60


def shown(value: object) -> str:
    """Return a value as the file's writer would know it again, cut when long."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "…"


def unfit(expected: Message, value: object) -> Unfit:
    """Return the error that says what was expected and what came."""
    return Unfit(message("expected {expected}, got {got}", expected=expected, got=shown(value)))


def text(value: object) -> str:
    """Read a text that is not blank."""
    if not isinstance(value, str) or not value.strip():
        raise unfit(message("a text"), value)
    return value


def inert_text(value: object) -> str:
    """Read a text for the map's shell, where template and script marks would be executed."""
    found = text(value)
    for mark in RUNNABLE:
        if mark in found:
            raise Unfit(message("must not contain {mark}, got {got}", mark=mark, got=shown(found)))
    return found


def name(value: object) -> str:
    """Read the name of an attribute or class."""
    if not isinstance(value, str) or not NAME.fullmatch(value):
        raise unfit(message("a name of letters, digits, _ . or -"), value)
    return value


def attribute(value: object) -> str:
    """Read the name of a feature's property, in any script."""
    found = text(value)
    if len(found) > 80 or not found.isprintable():
        raise unfit(message("the name of an attribute"), value)
    return found


def class_value(value: object) -> str:
    """Read the value that a class stands for; whole numbers and texts are the same here."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return text(value)


def words(value: object, read: Reader[str] = text) -> Words:
    """Read a text in both languages, `{ vi = "…", en = "…" }`."""
    if not isinstance(value, dict) or set(value) != {"vi", "en"}:
        raise unfit(message("{example}", example='{ vi = "…", en = "…" }'), value)
    return Words(read(value["vi"]), read(value["en"]))


def inert_words(value: object) -> Words:
    """Read a text in both languages for the map's shell."""
    return words(value, inert_text)


def colour(value: object) -> str:
    """Read a colour as six hexadecimal digits."""
    if not isinstance(value, str) or not COLOUR.fullmatch(value):
        raise unfit(message("a colour like {example}", example="#A8200D"), value)
    return value.upper()


def flag(value: object) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise unfit(message("true or false"), value)
    return value


def number(value: object) -> float:
    """Read a finite number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise unfit(message("a number"), value)
    if not -1e15 < value < 1e15:
        raise unfit(message("a finite number"), value)
    return float(value)


def between(least: float, most: float) -> Reader[float]:
    """Return a reader of numbers from `least` to `most`."""

    def read(value: object) -> float:
        found = number(value)
        if not least <= found <= most:
            raise unfit(
                message("a number from {least} to {most}", least=f"{least:g}", most=f"{most:g}"),
                value,
            )
        return found

    return read


def whole(least: int, most: int) -> Reader[int]:
    """Return a reader of whole numbers from `least` to `most`."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise unfit(
                message("a whole number from {least} to {most}", least=least, most=most), value
            )
        return value

    return read


def one_of(choices: Sequence[str]) -> Reader[str]:
    """Return a reader of one word out of `choices`."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise unfit(message("one of {choices}", choices=", ".join(choices)), value)
        return value

    return read


def access(value: object) -> tuple[str, ...]:
    """Read who may see a layer: everyone, signed-in, or a list of roles."""
    if value in (EVERYONE, SIGNED_IN):
        return (str(value),)
    if isinstance(value, list) and value and all(_is_role(role) for role in value):
        return tuple(value)
    raise unfit(message("{words} or a list of roles", words=f'"{EVERYONE}", "{SIGNED_IN}"'), value)


def _is_role(value: object) -> bool:
    return isinstance(value, str) and ROLE.fullmatch(value) is not None


def point(value: object) -> Point:
    """Read [longitude, latitude] in degrees."""
    if isinstance(value, list) and len(value) == 2:
        longitude, latitude = (number(each) for each in value)
        if -180 <= longitude <= 180 and -90 <= latitude <= 90:
            return longitude, latitude
    raise unfit(message("[longitude, latitude] in degrees"), value)


def points(value: object) -> tuple[Point, ...]:
    """Read a list of points."""
    if not isinstance(value, list) or not value:
        raise unfit(message("a list of [longitude, latitude]"), value)
    return tuple(point(each) for each in value)


def ring(value: object) -> Ring:
    """Read the outline of an area: three points or more."""
    found = points(value)
    if len(set(found)) < 3:
        raise unfit(message("an outline of three points or more"), value)
    return found


def rings(value: object) -> tuple[Ring, ...]:
    """Read a list of outlines."""
    if not isinstance(value, list) or not value:
        raise unfit(message("a list of outlines"), value)
    return tuple(ring(each) for each in value)


def bbox(value: object) -> tuple[float, float, float, float]:
    """Read [west, south, east, north] in degrees."""
    if isinstance(value, list) and len(value) == 4:
        west, south, east, north = (number(each) for each in value)
        if -180 <= west < east <= 180 and -90 <= south < north <= 90:
            return west, south, east, north
    raise unfit(message("[west, south, east, north] in degrees"), value)


def web_address(value: object) -> str:
    """Read an https address for a link."""
    found = inert_text(value)
    parts = urlsplit(found)
    if parts.scheme != "https" or not HOST.fullmatch(parts.netloc) or '"' in found:
        raise unfit(message("an address that begins with https://"), value)
    return found


def tile_address(value: object) -> str:
    """Read the https address of tiles with its places for zoom, column and row."""
    found = web_address(value)
    if not all(place in found for place in TILE_PLACES):
        raise unfit(message("an address like {example}", example=_EXAMPLE), value)
    return found


_EXAMPLE = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"

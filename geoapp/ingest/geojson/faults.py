"""What the parser says of broken JSON, as sentences that name the place."""

import re
from dataclasses import dataclass
from typing import Final

from geoapp.domain.messages import Message, message
from geoapp.ingest.geojson.structs import SHAPE_NAMES
from geoapp.ingest.limits import WORDS, Limits, grouped, over_limit, setting_name
from geoapp.ingest.refusals import UploadRefused

AT: Final = re.compile(r" - at `\$\.?(?P<path>[^`]*)`$")
EXPECTED: Final = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `(?P<got>[^`]*)`")
TOO_FEW: Final = re.compile(r"Expected `array` of length >= (?P<least>\d+)")
TOO_MANY: Final = re.compile(r"Expected `array` of length <= (?P<most>\d+)")
BROKEN_AT: Final = re.compile(r"\(byte (\d+)\)")
NO_NUMBER: Final = re.compile(rb"[+-]?(NaN|nan|Infinity|inf)")
HALF_CHARACTER: Final = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}")
ESCAPE: Final = 8
NEAR: Final = 30
GOT: Final = {
    "str": message("text"),
    "bool": message("true or false"),
    "null": message("nothing (null)"),
    "array": message("a list"),
    "object": message("an object"),
    "int": message("a number"),
    "float": message("a number"),
}
LEAST: Final = {
    "1": message("something in each list"),
    "2": message("two numbers or more in a position, two positions or more in a line"),
    "4": message("four positions or more in a ring, the last equal to the first"),
}


@dataclass(frozen=True)
class Fault:
    """Why one feature cannot be read."""

    code: str
    message: Message
    expected: Message | None = None


def feature_fault(problem: Exception, limits: Limits) -> Fault:
    """Say what is wrong with one feature, from what its decoding raised."""
    if isinstance(problem, RecursionError):
        return nesting_fault(limits)
    if isinstance(problem, UnicodeDecodeError):
        return Fault("broken_text", message("The text is not valid UTF-8."))
    said = str(problem)
    place = AT.search(said)
    path = place["path"] if place else "–"
    if expected := EXPECTED.match(said):
        return _wrong_type(expected["got"], path)
    if few := TOO_FEW.match(said):
        return Fault(
            "too_few_positions",
            message("There is too little at {path}.", path=path),
            LEAST.get(few["least"]),
        )
    if TOO_MANY.match(said):
        return Fault(
            "too_many_numbers",
            message("A position has more than four numbers at {path}.", path=path),
        )
    if "out of range" in said:
        return Fault(
            "number_too_large", message("A number is too large to be stored, at {path}.", path=path)
        )
    return _wrong_shape(said, path)


def nesting_fault(limits: Limits) -> Fault:
    """Say that values lie too deep in each other."""
    return Fault(
        "nesting",
        message(
            "This row goes over a limit: {what}, at most {most} (setting {setting}).",
            what=WORDS["nesting"],
            most=grouped(limits.nesting),
            setting=setting_name("nesting"),
        ),
    )


def _wrong_type(got: str, path: str) -> Fault:
    in_coordinates = path.startswith("geometry.coordinates")
    return Fault(
        "bad_coordinate" if in_coordinates else "wrong_type",
        message("There is {got} at {path}.", got=GOT.get(got, got), path=path or "–"),
        message("numbers in lists") if in_coordinates else None,
    )


def _wrong_shape(said: str, path: str) -> Fault:
    known = ", ".join(SHAPE_NAMES)
    if path == "geometry.type":
        kind = said.partition("'")[2].rpartition("'")[0][:40]
        return Fault(
            "unknown_geometry",
            message("The geometry is of a kind that cannot be stored: {kind}.", kind=kind),
            message("one of {choices}", choices=known),
        )
    if path.startswith("geometry"):
        return Fault(
            "bad_geometry",
            message("The geometry lacks its type or its coordinates."),
            message("type and coordinates"),
        )
    if path == "type" or said.startswith("Object missing"):
        return Fault(
            "not_a_feature",
            message("This entry is no feature."),
            message("an object with type Feature, properties and geometry"),
        )
    return Fault("broken_json", message("This entry is broken: {reason}", reason=said[:100]))


def file_fault(problem: Exception, data: memoryview, limits: Limits) -> UploadRefused:
    """Say where the file stops being JSON."""
    if isinstance(problem, RecursionError):
        return over_limit(limits, "nesting")
    said = str(problem)
    if "truncated" in said:
        return UploadRefused(
            "truncated",
            message("The file ends in the middle; it was probably cut short on its way."),
        )
    found = BROKEN_AT.search(said)
    if not found:
        return UploadRefused("not_geojson", message("The file is JSON but no GeoJSON."))
    byte = int(found[1])
    line, column = _line_and_column(byte, data)
    if HALF_CHARACTER.search(data[max(0, byte - ESCAPE) : byte + 1]):
        return UploadRefused(
            "half_character",
            message(
                "The text holds half of a character (a lone surrogate) at line {line}, "
                "column {column}.",
                line=line,
                column=column,
            ),
        )
    return _broken_at(byte, data, line, column)


def _line_and_column(byte: int, data: memoryview) -> tuple[int, int]:
    before = bytes(data[:byte])
    return before.count(b"\n") + 1, byte - (before.rfind(b"\n") + 1) + 1


def _broken_at(byte: int, data: memoryview, line: int, column: int) -> UploadRefused:
    near = bytes(data[max(0, byte - 1) : byte + NEAR])
    if no_number := NO_NUMBER.match(near) or NO_NUMBER.match(near[1:]):
        return UploadRefused(
            "not_a_number",
            message(
                "{value} at line {line}, column {column} is no number that JSON knows; "
                "an unknown value is written null.",
                value=no_number[0].decode(),
                line=line,
                column=column,
            ),
        )
    return UploadRefused(
        "not_json",
        message(
            "The file is not valid JSON at line {line}, column {column}, near “{near}”.",
            line=line,
            column=column,
            near=near.decode("utf-8", "replace").strip(),
        ),
    )

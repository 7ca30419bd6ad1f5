"""The files of a pack: written apart, told of in a table of contents, laid into one ZIP."""

import os
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import orjson
from msgspec import Struct, convert

# These are packed inside already.
PACKED: Final = frozenset({"pdf", "png", "pptx", "xlsx", "docx"})


class MadeFile(Struct, frozen=True):
    """One file of a unit, by its name and the format's."""

    format: str
    name: str
    size: int


class MadeUnit(Struct, frozen=True):
    """What was made of one unit: its folder in the ZIP, its figures, its files.

    `note` tells the unit's last day where it is former; `left_out` are sentences on formats
    that could not be made.
    """

    folder: str
    name: str
    note: str
    projects: int
    late: int
    investment_vnd: int | None
    files: tuple[MadeFile, ...] = ()
    left_out: tuple[str, ...] = ()


def write_file(path: Path, content: bytes) -> None:
    """Write a file under a temporary name first: half a file is never found."""
    draft = path.with_name(f".{path.name}.part")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def write_unit(path: Path, unit: MadeUnit) -> None:
    """Note that all files of a unit are made."""
    write_file(path, orjson.dumps(to_plain(unit)))


def read_unit(path: Path) -> MadeUnit:
    """Return what `write_unit` noted."""
    return convert(orjson.loads(path.read_bytes()), MadeUnit)


def to_plain(unit: MadeUnit) -> dict[str, Any]:
    """Return the unit as JSON has it."""
    files = [{"format": one.format, "name": one.name, "size": one.size} for one in unit.files]
    names = ("folder", "name", "note", "projects", "late", "investment_vnd", "left_out")
    return {name: getattr(unit, name) for name in names} | {"files": files}


def write_archive(
    path: Path, contents: tuple[str, bytes], units: Iterable[tuple[MadeUnit, Path]]
) -> int:
    """Write the ZIP, contents first, and return its size in bytes.

    `units` come with the folder in which their files lie now.
    """
    draft = path.with_name(f".{path.name}.part")
    with draft.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            archive.writestr(*contents)
            for unit, folder in units:
                _add(archive, unit.folder, folder, unit.files)
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    draft.replace(path)
    return size


def _add(archive: zipfile.ZipFile, inside: str, folder: Path, files: Sequence[MadeFile]) -> None:
    for one in files:
        how = zipfile.ZIP_STORED if one.format in PACKED else zipfile.ZIP_DEFLATED
        archive.write(folder / one.name, f"{inside}/{one.name}", how)

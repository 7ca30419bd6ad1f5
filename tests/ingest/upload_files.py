"""Upload files for tests: bytes written where a test wants them, archives made on the spot."""

import json
import sqlite3
import stat
import struct
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

HUE = (107.5796, 16.4698)


def write(folder: Path, content: bytes | str, name: str = "upload") -> Path:
    """Write a file whose name tells nothing."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def feature(properties: Mapping[str, Any] | None, geometry: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def point(x: float = HUE[0], y: float = HUE[1]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [x, y]}


def collection(*features: Any, **members: Any) -> str:
    return json.dumps(
        {"type": "FeatureCollection", **members, "features": list(features)}, ensure_ascii=False
    )


def zipped(folder: Path, members: Mapping[str, bytes], name: str = "upload") -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


def zip_with_link(folder: Path, name: str, target: str) -> Path:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = folder / "upload"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, target)
    return path


def zip_of_spaces(folder: Path, member: str, megabytes: int) -> Path:
    """An archive of a few kilobytes that unpacks to many megabytes."""
    path = folder / "upload"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(member, "w", force_zip64=True) as out,
    ):
        for _ in range(megabytes):
            out.write(b" " * 1_000_000)
    return path


def zip_claiming_less(folder: Path, member: str, megabytes: int) -> Path:
    """An archive whose directory says that its member is small."""
    path = zip_of_spaces(folder, member, megabytes)
    raw = bytearray(path.read_bytes())
    directory = raw.rfind(b"PK\x01\x02")
    struct.pack_into("<L", raw, directory + 24, 100)
    path.write_bytes(raw)
    return path


def sqlite_file(folder: Path) -> Path:
    path = folder / "upload"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE a (b)")
    database.close()
    return path


def lines(features: Iterable[Any]) -> str:
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in features)

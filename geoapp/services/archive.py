"""One checked archive: a tar file whose manifest names each file with its SHA-256."""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from geoapp.domain.errors import BadFile
from geoapp.domain.messages import message

FORMAT = 1
MANIFEST = "manifest.json"
CHUNK = 1 << 20


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What an archive holds; `schema` is the version of the tables, `files` name → SHA-256."""

    made_at: str
    geoapp: str
    server: str
    schema: str | None
    app_role: str | None
    settings: dict[str, str]
    files: dict[str, str]
    format: int = FORMAT


def write_archive(target: Path, manifest: Manifest, files: Mapping[str, Path]) -> None:
    """Write the archive under another name and rename it, so that half of one is never found."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with draft.open("xb") as file:
            draft.chmod(0o600)
            with tarfile.open(fileobj=file, mode="w") as archive:
                _add_manifest(archive, manifest)
                for name, path in files.items():
                    archive.add(path, arcname=name, recursive=False)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def unpack_archive(source: Path, folder: Path) -> Manifest:
    """Unpack below `folder` and check every file; raises `BadFile` naming the first wrong one."""
    try:
        with tarfile.open(source, mode="r:") as archive:
            manifest = _read_manifest(archive)
            found = {}
            while (member := archive.next()) is not None:
                found[member.name] = _unpack(archive, member, manifest, folder)
    except (tarfile.TarError, OSError) as problem:
        raise BadFile(
            message("{file} cannot be read: {reason}", file=str(source), reason=str(problem))
        ) from problem
    for name, digest in manifest.files.items():
        if found.get(name) != digest:
            raise BadFile(message("{name} in the archive is missing or damaged.", name=name))
    return manifest


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _add_manifest(archive: tarfile.TarFile, manifest: Manifest) -> None:
    content = json.dumps(asdict(manifest), ensure_ascii=False, indent=2).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _read_manifest(archive: tarfile.TarFile) -> Manifest:
    first = archive.next()
    file = archive.extractfile(first) if first and first.name == MANIFEST else None
    if file is None:
        raise BadFile(message("This is not an archive made by `geoapp backup`."))
    try:
        manifest = Manifest(**json.loads(file.read(64 * CHUNK)))
    except (ValueError, TypeError) as problem:
        raise BadFile(message("The manifest of the archive cannot be read.")) from problem
    if manifest.format != FORMAT:
        raise BadFile(
            message(
                "The archive has form {form}; this version reads form {known}.",
                form=manifest.format,
                known=FORMAT,
            )
        )
    return manifest


def _unpack(
    archive: tarfile.TarFile, member: tarfile.TarInfo, manifest: Manifest, folder: Path
) -> str:
    """Write one file and return its SHA-256; nothing but the files the manifest names."""
    name = PurePosixPath(member.name)
    content = archive.extractfile(member) if member.isreg() else None
    if (
        content is None
        or member.name not in manifest.files
        or name.is_absolute()
        or ".." in name.parts
    ):
        raise BadFile(message("{name} does not belong in the archive.", name=member.name))
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        return _copy(content, file)


def _copy(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()

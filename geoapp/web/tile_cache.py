"""Tiles kept as gzip files outside the database, so that reading never writes there."""

import secrets
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


class TileCache:
    """Files named by a digest of what the tile shows; a new data version is a new name.

    A file appears whole or not at all. The worker removes what was not read for long.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, *key: object) -> Path:
        """Return where the tile with this key is kept."""
        name = sha256("\n".join(map(str, key)).encode()).hexdigest()
        return self.folder / name[:2] / name

    def read(self, path: Path) -> bytes | None:
        """Return the kept bytes, None where there are none."""
        try:
            return path.read_bytes()
        except OSError:
            return None

    def write(self, path: Path, packed: bytes) -> None:
        """Keep the bytes; a full disk loses the copy, not the answer."""
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(packed)
            draft.replace(path)
        except OSError:
            with suppress(OSError):
                draft.unlink()

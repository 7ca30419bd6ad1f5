"""Keep the folder of cached tiles within its limit."""

from contextlib import suppress
from pathlib import Path


def prune_tile_cache(folder: Path, limit_bytes: int) -> int:
    """Delete the files unused for longest until the rest fits; returns how many were deleted.

    Files that vanish meanwhile were deleted by somebody else and do no harm.
    """
    found = []
    for path in folder.rglob("*"):
        with suppress(FileNotFoundError):
            status = path.stat()
            if path.is_file():
                # Many systems note reading once a day at most; writing is always noted.
                found.append((max(status.st_atime, status.st_mtime), status.st_size, path))
    kept_bytes = deleted = 0
    for _, size, path in sorted(found, reverse=True):
        kept_bytes += size
        if kept_bytes > limit_bytes:
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted

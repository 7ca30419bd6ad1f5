"""Locks the system lets go of when a process ends, however it ends."""

import fcntl
import os
import time
from pathlib import Path


class FileLock:
    """An advisory lock on a file: shared by many or held by one.

    Children made by fork share it: it is free when the last of them has closed it or ended. It is
    given up by closing only, for an explicit unlock would take it from all of them.
    """

    def __init__(self, path: Path) -> None:
        self._descriptor: int | None = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def take(self, *, shared: bool = False) -> bool:
        """Try at once, without waiting; True when the lock is held now."""
        if self._descriptor is None:
            return False
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(self._descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def wait(self, seconds: float, *, shared: bool = False) -> bool:
        """Try until it is held or the time is over."""
        deadline = time.monotonic() + seconds
        while not self.take(shared=shared):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def close(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def is_held(path: Path) -> bool:
    """Tell whether somebody holds the lock alone."""
    lock = FileLock(path)
    try:
        return not lock.take(shared=True)
    finally:
        lock.close()

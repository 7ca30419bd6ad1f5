"""Places in the line of those who wait for a file: shared by all web processes of a machine."""

import os
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

# A ticket that another process is making has the time of now for a moment.
JUST_MADE_S: Final = 2
NAME: Final = re.compile(r"[0-9]{20}-[A-Za-z0-9_-]{11}")


class Tickets:
    """One empty file each, named by the instant at which it was taken; its time is when it ends.

    They lie outside the database: a read that wrote there would break read replicas.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def take(self) -> str:
        """Return a new ticket, the youngest; it holds once it is `keep`-ed."""
        return f"{time.time_ns():020d}-{secrets.token_urlsafe(8)}"

    def is_known(self, ticket: str) -> bool:
        """Tell whether we gave this ticket and it has not ended: nobody can make one up."""
        return bool(NAME.fullmatch(ticket)) and (self._folder / ticket).exists()

    def keep(self, ticket: str, seconds: float) -> None:
        """Let the ticket hold for so long from now; raises `OSError` where it cannot be noted."""
        self._folder.mkdir(parents=True, exist_ok=True)
        end = time.time() + seconds
        with (self._folder / ticket).open("ab") as file:
            os.utime(file.fileno(), (end, end))

    def drop(self, ticket: str) -> None:
        """Forget the ticket: its turn has come. One that stays ends by itself."""
        with suppress(OSError):
            (self._folder / ticket).unlink()

    def waiting(self) -> list[str]:
        """Return the tickets that hold, oldest first; those that ended are removed."""
        now, found = time.time(), []
        for path in sorted(self._folder.iterdir()):
            try:
                ended = path.stat().st_mtime < now - JUST_MADE_S
            except FileNotFoundError:
                continue
            if ended:
                self.drop(path.name)
            else:
                found.append(path.name)
        return found

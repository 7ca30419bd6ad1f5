"""Where a private cluster keeps its things, and its passwords."""

import json
import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

SUPERUSER, OWNER, APP = "geoapp_superuser", "geoapp_owner", "geoapp_app"
ROLES = (SUPERUSER, OWNER, APP)


@dataclass(frozen=True)
class ClusterFolder:
    """The `cluster` folder inside the data folder.

    users.lock is shared by everybody who uses the database and taken alone to stop it; keeper.lock
    is held by the one keeper; state.json says where the running server listens.
    """

    path: Path

    @cached_property
    def data(self) -> Path:
        """PostgreSQL's own folder; nobody but the server's user may look inside."""
        return self.path / "data"

    @cached_property
    def users_lock(self) -> Path:
        return self.path / "users.lock"

    @cached_property
    def keeper_lock(self) -> Path:
        return self.path / "keeper.lock"

    @cached_property
    def state(self) -> Path:
        return self.path / "state.json"

    @cached_property
    def failure(self) -> Path:
        """Why the keeper could not start the server; written by the keeper, read by the starter."""
        return self.path / "failure.json"

    @cached_property
    def log(self) -> Path:
        return self.path / "server.log"

    @cached_property
    def passwords_file(self) -> Path:
        return self.path / "passwords.json"

    def passwords(self) -> dict[str, str]:
        """The password of each role, by its name."""
        found: dict[str, str] = json.loads(self.passwords_file.read_text(encoding="ascii"))
        return found

    def major(self) -> int | None:
        """The PostgreSQL major version that made the data, None before they are made."""
        version = self.data / "PG_VERSION"
        return int(version.read_text(encoding="ascii")) if version.exists() else None


def write_whole(path: Path, text: str) -> None:
    """Write a file that only we may read, so that nobody ever sees half of it."""
    draft = path.with_suffix(f".{os.getpid()}")
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)

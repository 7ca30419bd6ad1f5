"""Find PostgreSQL's own programs on this machine."""

import re
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geoapp.domain.errors import DatabaseUnavailable
from geoapp.domain.messages import message

# Debian and Ubuntu; Red Hat; Homebrew on Apple and Intel processors; Postgres.app; by hand.
PLACES = (
    "usr/lib/postgresql/*/bin",
    "usr/pgsql-*/bin",
    "opt/homebrew/opt/postgresql@*/bin",
    "usr/local/opt/postgresql@*/bin",
    "Applications/Postgres.app/Contents/Versions/*/bin",
    "usr/local/bin",
    "usr/bin",
)


@dataclass(frozen=True)
class Programs:
    """One installed PostgreSQL: `programs["pg_dump"]` is the full path of a program."""

    folder: Path
    major: int
    has_postgis: bool

    def __getitem__(self, name: str) -> str:
        return str(self.folder / name)


def find_programs(major: int | None = None) -> Programs:
    """Choose the newest server with PostGIS, or the one of a given major version.

    Raises `DatabaseUnavailable` with what to install.
    """
    usable = [programs for programs in installed_programs() if programs.has_postgis]
    chosen = [programs for programs in usable if major in (None, programs.major)]
    if not chosen:
        raise DatabaseUnavailable(
            message(
                "No PostgreSQL{major} with PostGIS was found on this machine. On Debian and "
                "Ubuntu: apt-get install postgresql postgresql-postgis. On macOS: "
                "brew install postgresql@17 postgis.",
                major=f" {major}" if major else "",
            )
        )
    return max(chosen, key=lambda programs: programs.major)


def find_client(name: str) -> str:
    """Return the newest of PostgreSQL's client programs of this name, such as pg_dump."""
    found = [folder / name for place in PLACES for folder in Path("/").glob(place)]
    usable = [program for program in found if program.exists()]
    if not usable:
        raise DatabaseUnavailable(
            message(
                "{name} was not found on this machine. On Debian and Ubuntu: "
                "apt-get install postgresql-client.",
                name=name,
            )
        )
    return str(max(usable, key=lambda program: _numbers(_ask(program, "--version"))))


@lru_cache
def installed_programs() -> tuple[Programs, ...]:
    folders = [folder for place in PLACES for folder in Path("/").glob(place)]
    return tuple(
        _look_at(folder)
        for folder in folders
        if (folder / "postgres").exists() and (folder / "initdb").exists()
    )


def _look_at(folder: Path) -> Programs:
    major = _numbers(_ask(folder / "postgres", "--version"))[0]
    shared = Path(f"/usr/share/postgresql/{major}")
    if (folder / "pg_config").exists():
        shared = Path(_ask(folder / "pg_config", "--sharedir"))
    has_postgis = (shared / "extension" / "postgis.control").exists()
    return Programs(folder, major, has_postgis)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", version)]


def _ask(program: Path, question: str) -> str:
    return subprocess.run(
        [program, question], capture_output=True, text=True, check=True, cwd="/"
    ).stdout.strip()

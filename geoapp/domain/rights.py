"""STAND-IN until helper K's."""
from dataclasses import dataclass
from getpass import getuser


@dataclass(frozen=True)
class Viewer:
    name: str
    roles: frozenset[str] = frozenset()
    agency_ids: frozenset[int] | None = None
    area_ids: frozenset[int] | None = None


def shell_viewer() -> Viewer:
    return Viewer(f"shell:{getuser()}", frozenset({"admin"}))

"""Who asks: plain values that rights are decided by."""

from dataclasses import dataclass
from getpass import getuser


@dataclass(frozen=True)
class Viewer:
    """A person or token; `agency_ids` and `area_ids` bound a planner's work, None is no bound."""

    name: str
    roles: frozenset[str] = frozenset()
    agency_ids: frozenset[int] | None = None
    area_ids: frozenset[int] | None = None


def shell_viewer() -> Viewer:
    """Return whoever works at the machine's own shell, who may do everything."""
    return Viewer(f"shell:{getuser()}", frozenset({"admin"}))

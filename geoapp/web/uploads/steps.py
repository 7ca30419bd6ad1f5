"""The way of an upload as eight steps: which are behind it, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from geoapp.domain.messages import Message, message

Standing = Literal["done", "now", "open", "stopped"]
NAMES: Final = (
    ("read", message("Read")),
    ("columns", message("Columns")),
    ("match", message("Match")),
    ("check", message("Check")),
    ("preview", message("Preview")),
    ("submit", message("Hand over")),
    ("approve", message("Approve")),
    ("apply", message("Apply")),
)
ORDER: Final = tuple(name for name, _ in NAMES)
# The step at which an upload in this state stands.
AT: Final = {
    "received": "read",
    "reading": "read",
    "needs-position": "read",
    "needs-columns": "columns",
    "checking": "check",
    "ready": "preview",
    "returned": "preview",
    "submitted": "approve",
    "approved": "apply",
    "applying": "apply",
}
HEADINGS: Final = {
    "received": message("The file has arrived"),
    "reading": message("The file is being read"),
    "needs-position": message("Say how the file gives positions"),
    "needs-columns": message("Say what the columns of the file mean"),
    "checking": message("Every row is being checked"),
    "ready": message("Look at the changes before they count"),
    "submitted": message("Waiting for a second person’s approval"),
    "returned": message("Returned: read the reason and look again"),
    "approved": message("Approved: the changes can be applied"),
    "applying": message("The changes are being written"),
    "applied": message("The changes are on the map"),
    "failed": message("The file cannot be used"),
    "cancelled": message("Cancelled: nothing was changed"),
}


@dataclass(frozen=True)
class Step:
    """One step of the way."""

    name: str
    title: Message
    standing: Standing


def steps_of(upload: Mapping[str, Any]) -> list[Step]:
    """Return the steps of an upload as `shown_upload` tells it."""
    reached = _reached(upload)
    return [
        Step(name, title, _standing(place, reached, upload["state"]))
        for place, (name, title) in enumerate(NAMES)
    ]


def _reached(upload: Mapping[str, Any]) -> int:
    state = upload["state"]
    if state == "applied":
        return len(ORDER)
    if state in AT:
        return ORDER.index(AT[state])
    return ORDER.index("preview") if sum(upload["rows"].values()) else 0


def _standing(place: int, reached: int, state: str) -> Standing:
    if place < reached:
        return "done"
    if place > reached:
        return "open"
    return "stopped" if state in ("failed", "cancelled") else "now"

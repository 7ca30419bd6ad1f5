"""The states of an upload, and which act leads from which."""

from typing import Final

from geoapp.domain.errors import Conflict
from geoapp.domain.messages import message

# In these a worker has the upload; after a crash another takes it up again.
WORKING: Final = ("received", "reading", "checking", "applying")
ENDED: Final = ("applied", "failed", "cancelled")
STATES: Final = (
    *WORKING,
    "needs-position",
    "needs-columns",
    "ready",
    "submitted",
    "returned",
    "approved",
    *ENDED,
)
CHOOSABLE: Final = ("needs-position", "needs-columns", "ready", "returned")
# Act -> the states in which it is possible.
ACTS: Final = {
    "choose": CHOOSABLE,
    "resolve": (*CHOOSABLE, "submitted", "approved"),
    "submit": ("ready", "returned"),
    "approve": ("submitted",),
    "return": ("submitted", "approved"),
    "apply": ("ready", "returned", "submitted", "approved"),
    "cancel": (*CHOOSABLE, "received", "reading", "checking", "submitted", "approved"),
}


def check_act(act: str, state: str) -> None:
    """Raise `Conflict` where an upload in `state` does not allow `act`."""
    if state not in ACTS[act]:
        raise Conflict(
            message(
                "The upload is {state}; this is possible while it is {states}.",
                state=STATE_WORDS[state],
                states=ACT_STATES[act],
            )
        )


STATE_WORDS: Final = {
    "received": message("received"),
    "reading": message("being read"),
    "needs-position": message("waiting for a choice of coordinate system"),
    "needs-columns": message("waiting for a choice of columns"),
    "checking": message("being checked"),
    "ready": message("ready"),
    "submitted": message("submitted"),
    "returned": message("returned"),
    "approved": message("approved"),
    "applying": message("being applied"),
    "applied": message("applied"),
    "failed": message("failed"),
    "cancelled": message("cancelled"),
}
ACT_STATES: Final = {
    "choose": message("waiting for a choice, ready or returned"),
    "resolve": message("ready, returned, submitted or approved"),
    "submit": message("ready or returned"),
    "approve": message("submitted"),
    "return": message("submitted or approved"),
    "apply": message("ready, submitted or approved"),
    "cancel": message("not yet applied"),
}

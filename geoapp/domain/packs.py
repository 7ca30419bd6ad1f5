"""Packs: their states, and who may see and stop them."""

from typing import Final

from geoapp.domain.messages import message
from geoapp.domain.rights import YES, Verdict, Viewer

# In these a worker has the pack; after a crash another takes it up again.
WORKING: Final = ("queued", "making")
STATE_WORDS: Final = {
    "queued": message("waiting for its turn"),
    "making": message("being made"),
    "done": message("ready"),
    "failed": message("could not be made"),
    "cancelled": message("cancelled"),
    "expired": message("expired"),
}


def audience_for(viewer: Viewer) -> str:
    """Return who may see a pack that the viewer asks for: nobody who sees less than they do."""
    if viewer.sees_drafts:
        return "owner"
    return "signed-in" if viewer.signed_in else "everybody"


def may_see_pack(viewer: Viewer, *, audience: str, owner: str) -> Verdict:
    """Look at a pack whose address one knows, and fetch it."""
    if audience == "everybody":
        return YES
    if audience == "signed-in":
        return YES if viewer.signed_in else Verdict("not-signed-in")
    return may_stop_pack(viewer, owner=owner)


def may_stop_pack(viewer: Viewer, *, owner: str) -> Verdict:
    """Stop a pack: whoever asked for it, or an administrator."""
    theirs = viewer.name == owner or viewer.is_any("admin")
    return YES if theirs else Verdict("others-pack")

"""Who may do what with an upload: the uploader brings it forward, a second person consents."""

from dataclasses import dataclass
from typing import Final

from geoapp.domain.rights import YES, Verdict, Viewer, may_handle
from geoapp.domain.uploads import ACTS

# What an uploader does with their own; an administrator may do it for them.
OWN_ACTS: Final = ("choose", "resolve", "submit", "cancel")
# Whoever did one of these had a hand in the upload, and does not consent to it.
HANDS_ON: Final = ("receive", "choose", "resolve", "submit")
APPROVED: Final = "approved"
HANDED_OVER: Final = ("submitted", APPROVED)


@dataclass(frozen=True)
class Stake:
    """What a viewer is to an upload in `state`: its uploader, somebody who had a hand in it.

    `theirs` tells whether all its changes lie within the viewer's agencies and areas.
    """

    state: str
    uploaded: bool
    had_a_hand: bool
    theirs: Verdict = YES


def may_act(viewer: Viewer, act: str, stake: Stake) -> Verdict:
    """Tell whether the viewer may do this; whether the state allows it is asked apart."""
    if not (handles := may_handle(viewer)):
        return handles
    if act in OWN_ACTS:
        return _own(viewer, stake)
    if act == "apply":
        return _apply(viewer, stake)
    return _consent(viewer, stake)


def _own(viewer: Viewer, stake: Stake) -> Verdict:
    if viewer.is_any("admin"):
        return YES
    if not stake.uploaded:
        return Verdict("others-upload")
    return YES if viewer.is_any("planner") else Verdict("role")


def _apply(viewer: Viewer, stake: Stake) -> Verdict:
    if _own(viewer, stake):
        return stake.theirs
    if not viewer.is_any("approver"):
        return _own(viewer, stake)
    return stake.theirs if stake.state in HANDED_OVER else Verdict("not-submitted")


def _consent(viewer: Viewer, stake: Stake) -> Verdict:
    if not viewer.is_any("approver", "admin"):
        return Verdict("role")
    return Verdict("own-upload") if stake.uploaded or stake.had_a_hand else stake.theirs


def acts_now(
    viewer: Viewer, stake: Stake, *, changes: int, conflicts: int, needs_approval: bool
) -> list[str]:
    """Return what the viewer may do this moment, in the order of the way of an upload."""
    possible = {
        "resolve": conflicts > 0,
        "submit": changes > 0 and not conflicts,
        "apply": changes > 0 and not conflicts and not (needs_approval and stake.state != APPROVED),
    }
    return [
        act
        for act, states in ACTS.items()
        if stake.state in states and possible.get(act, True) and may_act(viewer, act, stake)
    ]

"""Who may do what: plain answers about plain values, the same for page, API, file and shell."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from geoapp.domain.choices import Choice
from geoapp.domain.errors import Forbidden, NotFound, NotSignedIn
from geoapp.domain.messages import Message
from geoapp.domain.traces import REASONS, Trace

ROLES = (
    Choice("viewer", "Người xem", "Viewer"),
    Choice("planner", "Cán bộ kế hoạch", "Planner"),
    Choice("approver", "Người duyệt", "Approver"),
    Choice("admin", "Quản trị", "Administrator"),
)
# Whoever handles data sees what is not published yet, where it is theirs.
SEE_DRAFTS = frozenset({"planner", "approver", "admin"})


# What two viewers who see the same have in common; None for whoever sees no drafts.
Reach = tuple[tuple[int, ...] | None, ...] | None


@dataclass(frozen=True)
class Viewer:
    """Whoever asks: nobody signed in (no name), an account, or the shell.

    `agency_ids` are all agencies whose work is theirs today, those they followed included;
    `area_ids` are the units given to them, of any date. None is no limit, empty is nothing.
    `address` is the network address they ask from.
    """

    name: str = ""
    roles: frozenset[str] = frozenset()
    agency_ids: frozenset[int] | None = frozenset()
    area_ids: frozenset[int] | None = frozenset()
    address: str = field(default="", compare=False)

    @property
    def signed_in(self) -> bool:
        """Tell whether we know who asks."""
        return bool(self.name)

    def is_any(self, *roles: str) -> bool:
        """Tell whether the viewer has one of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def sees_drafts(self) -> bool:
        """Tell whether there are unpublished projects they may see."""
        return self.is_any(*SEE_DRAFTS)

    @property
    def limited(self) -> bool:
        """Tell whether they handle the projects of some agencies or areas alone."""
        return self.agency_ids is not None or self.area_ids is not None

    @property
    def reach(self) -> Reach:
        """Return the key under which answers for this viewer may be kept for others too."""
        if not self.sees_drafts:
            return None
        return tuple(
            None if ids is None else tuple(sorted(ids)) for ids in (self.agency_ids, self.area_ids)
        )

    def trace(self, what: str, thing: str = "", **details: Any) -> Trace:
        """Return the entry for the audit log that tells what this viewer did."""
        return Trace(self.name, what, thing, None, self.address, details)

    def refusal(self, reason: str, what: str, thing: str = "") -> Trace:
        """Return the entry for the audit log that tells what was refused to this viewer."""
        return Trace(self.name, what, thing, reason, self.address)


NOBODY = Viewer()
# Names of accounts have no colon.
SHELL = "shell:"


def shell_viewer(user: str) -> Viewer:
    """Return whoever runs our commands: the machine's own rights are the limit there."""
    return Viewer(f"{SHELL}{user}", frozenset({"admin"}), None, None)


@dataclass(frozen=True)
class Place:
    """Where a project belongs: its lead agency and the units it is tied to at every date."""

    agency_id: int | None
    area_ids: frozenset[int]


NOWHERE = Place(None, frozenset())


@dataclass(frozen=True)
class Verdict:
    """True when it is allowed; `refused` is a key of `REASONS` when not."""

    refused: str | None = None

    def __bool__(self) -> bool:
        return self.refused is None


YES = Verdict()


class Refused(Forbidden):
    """The person is known and may not do this; leaves a trace of `what` with `thing`."""

    def __init__(self, reason: str, what: str, thing: str = "") -> None:
        super().__init__(REASONS[reason])
        self.reason, self.what, self.thing = reason, what, thing


class Hidden(NotFound):
    """It is there and not for whoever asks: said to be missing, and leaves a trace."""

    def __init__(self, detail: Message, reason: str, what: str, thing: str = "") -> None:
        super().__init__(detail)
        self.reason, self.what, self.thing = reason, what, thing


def may_see_map(viewer: Viewer, *, public: bool) -> Verdict:
    """Published projects, units and layers: everybody, or everybody who signed in."""
    return YES if public or viewer.signed_in else Verdict("not-signed-in")


def may_see_draft(viewer: Viewer, place: Place) -> Verdict:
    """A project that is not published, or somebody's upload about it."""
    return _first_refusal(_role(viewer, *SEE_DRAFTS), _theirs(viewer, place))


def may_plan(viewer: Viewer) -> Verdict:
    """Upload and edit at all; each project is asked for apart."""
    return _role(viewer, "planner", "admin")


def may_change(viewer: Viewer, before: Place | None, after: Place | None) -> Verdict:
    """Change one project: agency and area are theirs before and after.

    `before` is None for a new project, `after` for one that is retired.
    """
    places = [place for place in (before, after) if place is not None]
    return _first_refusal(may_plan(viewer), *(_theirs(viewer, place) for place in places))


def may_answer(viewer: Viewer, place: Place, asked: Iterable[int | None]) -> Verdict:
    """Resolve, pass on or open again what `asked` agencies are to resolve, whoever leads there."""
    mine = may_change(viewer, place, None)
    answering = (replace(place, agency_id=key) for key in asked if key is not None)
    return next((YES for one in answering if may_change(viewer, one, None)), mine)


def may_approve(viewer: Viewer, *, author: str, places: Iterable[Place] = ()) -> Verdict:
    """Approve or return what `author` submitted about projects in `places`."""
    own = Verdict("own-upload") if author == viewer.name else YES
    role = _role(viewer, "approver", "admin")
    return _first_refusal(role, own, *(_theirs(viewer, place) for place in places))


def may_decide(viewer: Viewer, *, author: str | None = None, place: Place | None = None) -> Verdict:
    """Accept or return the report that `author` handed in about a project in `place`."""
    own = Verdict("own-report") if author == viewer.name else YES
    theirs = YES if place is None else _theirs(viewer, place)
    return _first_refusal(_role(viewer, "approver", "admin"), own, theirs)


def may_undo(viewer: Viewer, *, author: str) -> Verdict:
    """Undo what `author` wrote; each project is asked for apart."""
    if not (handles := may_handle(viewer)):
        return handles
    own = viewer.name == author or viewer.is_any("approver", "admin")
    return YES if own else Verdict("others-revision")


def may_handle(viewer: Viewer) -> Verdict:
    """Look at uploads and what became of them at all; each is asked for apart."""
    return _role(viewer, *SEE_DRAFTS)


def may_administer(viewer: Viewer) -> Verdict:
    """Manage people, agencies and tokens, and read the audit log."""
    return _role(viewer, "admin")


def require(verdict: Verdict, viewer: Viewer, what: str, thing: str = "") -> None:
    """Raise `NotSignedIn` or `Refused` unless it is allowed."""
    if verdict.refused is None:
        return
    if not viewer.signed_in:
        raise NotSignedIn
    raise Refused(verdict.refused, what, thing)


def _role(viewer: Viewer, *roles: str) -> Verdict:
    if not viewer.signed_in:
        return Verdict("not-signed-in")
    return YES if viewer.is_any(*roles) else Verdict("role")


def _theirs(viewer: Viewer, place: Place) -> Verdict:
    if viewer.agency_ids is not None and place.agency_id not in viewer.agency_ids:
        return Verdict("agency")
    if viewer.area_ids is not None and viewer.area_ids.isdisjoint(place.area_ids):
        return Verdict("area")
    return YES


def _first_refusal(*verdicts: Verdict) -> Verdict:
    return next((verdict for verdict in verdicts if not verdict), YES)

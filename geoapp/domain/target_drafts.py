"""A target list as its keepers write it: who may, and what can be wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from geoapp.domain.choices import codes
from geoapp.domain.errors import Problem
from geoapp.domain.messages import message
from geoapp.domain.rights import YES, Verdict, Viewer
from geoapp.domain.spelling import strip_marks
from geoapp.domain.targets import LIST_KINDS, TARGET_MILESTONES

KEEPERS: Final = ("planner", "approver", "admin")
LONGEST_TEXT: Final = 2_000
LONGEST_CODE: Final = 60
MOST_ITEMS: Final = 5_000
FIRST_YEAR, LAST_YEAR = 2000, 2100
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
# Addresses below /targets that are no list's.
TAKEN: Final = frozenset({"new", "projects"})


@dataclass(frozen=True, order=True)
class TargetEntry:
    """A project of a list, by its code, with the milestone to reach and the day."""

    project: str
    milestone: str = "completion"
    target: date | None = None
    note: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What stands in a list once."""
        return self.project, self.milestone


@dataclass(frozen=True, kw_only=True)
class TargetDraft:
    """A list as it shall be; `agency` is a code, empty where nobody in particular keeps it."""

    name: str
    kind: str = "list"
    name_en: str = ""
    agency: str = ""
    document: str = ""
    note: str = ""
    closed_on: date | None = None
    entries: tuple[TargetEntry, ...] = ()


def may_keep(viewer: Viewer, agency_id: int | None) -> Verdict:
    """Write a list: planners and approvers, where its agency is theirs."""
    if not viewer.signed_in:
        return Verdict("not-signed-in")
    if not viewer.is_any(*KEEPERS):
        return Verdict("role")
    if viewer.agency_ids is not None and agency_id not in viewer.agency_ids:
        return Verdict("others-list")
    return YES


def propose_code(name: str) -> str:
    """Return a code for addresses from a name: “Danh mục 2026” becomes danh-muc-2026."""
    words = re.sub(r"[^a-z0-9]+", "-", strip_marks(name)).strip("-")
    if len(words) > LONGEST_CODE:
        words = words[:LONGEST_CODE].rpartition("-")[0] or words[:LONGEST_CODE]
    return words or "danh-muc"


def check_code(code: str) -> Iterator[Problem]:
    """Yield what is wrong with the code of a new list."""
    if not _CODE.fullmatch(code):
        said = message("The code needs 1 to 60 small letters without marks, digits and hyphens.")
        yield Problem("code", said)
    elif code in TAKEN:
        yield Problem("code", message("The code {code} is taken.", code=code))


def check_draft(draft: TargetDraft) -> Iterator[Problem]:
    """Yield what is wrong with a list by itself; projects are looked up apart."""
    if not draft.name.strip():
        yield Problem("name", message("The list needs a name."))
    if draft.kind not in codes(LIST_KINDS):
        yield Problem("kind", message("Choose what it is."))
    for name in ("name", "name_en", "document", "note"):
        if len(getattr(draft, name)) > LONGEST_TEXT:
            said = message("At most {count} characters fit here.", count=LONGEST_TEXT)
            yield Problem(name, said)
    if len(draft.entries) > MOST_ITEMS:
        said = message("At most {count} projects fit into one list.", count=MOST_ITEMS)
        yield Problem("entries", said)
    yield from _check_entries(draft)


def _check_entries(draft: TargetDraft) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for entry in draft.entries:
        if entry.key in seen:
            yield Problem("entries", message("{code} is listed twice.", code=entry.project))
        seen.add(entry.key)
        if entry.milestone not in codes(TARGET_MILESTONES):
            said = message("{code}: choose a milestone.", code=entry.project)
            yield Problem("entries", said)
        if draft.kind == "list" and entry.target is None:
            said = message("{code} needs a day by which it is to be reached.", code=entry.project)
            yield Problem("entries", said)
        if entry.target and not FIRST_YEAR <= entry.target.year <= LAST_YEAR:
            said = message(
                "{code}: expected a day from {first} to {last}.",
                code=entry.project,
                first=str(FIRST_YEAR),
                last=str(LAST_YEAR),
            )
            yield Problem("entries", said)
        if len(entry.note) > LONGEST_TEXT:
            said = message("{code}: the note is too long.", code=entry.project)
            yield Problem("entries", said)

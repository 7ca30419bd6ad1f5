"""The form of a target list as its page shows it, with problems and who came between."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from geoapp.domain.errors import Problem
from geoapp.domain.messages import Message, message, say
from geoapp.domain.rights import Viewer
from geoapp.domain.targets import LIST_KINDS, TARGET_MILESTONES
from geoapp.models import Project
from geoapp.queries.agencies import read_agencies
from geoapp.queries.target_states import KeptList
from geoapp.services.targets import ListChangedSince
from geoapp.web.accounts.viewer import viewer
from geoapp.web.state import language, session
from geoapp.web.targets.shown import words
from geoapp.web.targets.typed import TypedEntry, TypedList, typed_of

TITLES: dict[str, Message] = {
    "name": message("Name"),
    "kind": message("What it is"),
    "name_en": message("Name in English"),
    "agency": message("Agency that keeps it"),
    "document": message("Source document"),
    "note": message("Note"),
    "closed_on": message("Ended on"),
}


@dataclass
class TargetForm:
    """All that the page shows; `known` is None for a new list."""

    typed: TypedList
    known: KeptList | None
    code: str = ""
    reason: str = ""
    problems: Sequence[Problem] = ()
    conflict: ListChangedSince | None = None
    ours: TypedList | None = None

    def as_values(self) -> dict[str, Any]:
        """Return the template's variables."""
        return {
            "code": self.known.code if self.known else self.code,
            "known": self.known,
            "typed": self.typed,
            "reason": self.reason,
            "names": _names(self.typed.entries),
            "titles": {name: say(title, language()) for name, title in TITLES.items()},
            "kinds": [(one.code, one.label(language())) for one in LIST_KINDS],
            "milestones": [(one.code, one.label(language())) for one in TARGET_MILESTONES],
            "agencies": _agencies(self.typed.fields["agency"]),
            "problems": _by_field(self.problems),
            "conflict": _conflict(self.conflict, self.ours) if self.conflict else None,
        }


def _names(entries: Sequence[TypedEntry]) -> dict[str, str]:
    codes = {one.project for one in entries}
    found = session().execute(
        select(Project.code, Project.name, Project.name_en).where(Project.code.in_(codes))
    )
    english = language() == "en"
    return {row.code: (english and row.name_en) or row.name for row in found}


def _agencies(chosen: str) -> list[tuple[str, str]]:
    """Return the agencies whose lists the viewer may keep, and the one that is chosen."""
    asker, lang = viewer(), language()
    offered = (
        one
        for one in read_agencies(session()).by_code.values()
        if one.code == chosen or (not one.former and _theirs(asker, one.id))
    )
    pairs = ((one.code, one.label(lang)) for one in offered)
    return sorted(pairs, key=lambda pair: pair[1].lower())


def _theirs(asker: Viewer, agency_id: int) -> bool:
    return asker.agency_ids is None or agency_id in asker.agency_ids


def _by_field(problems: Sequence[Problem]) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        found.setdefault(problem.field, []).append(problem)
    return found


def _conflict(conflict: ListChangedSince, ours: TypedList | None) -> dict[str, Any]:
    """Return who came between, and what differs: as seen, as it is now, as typed."""
    seen = typed_of(conflict.seen.draft) if conflict.seen else None
    now = typed_of(conflict.now.draft)
    typed = ours or now
    return {
        "actor": conflict.note.full_name or conflict.note.actor,
        "at": conflict.note.at,
        "reason": conflict.note.reason,
        "differences": list(_differences(seen or now, now, typed)),
    }


def _differences(seen: TypedList, now: TypedList, ours: TypedList) -> Iterator[dict[str, Any]]:
    lang = language()
    for name, title in TITLES.items():
        if seen.fields[name] != now.fields[name]:
            yield _difference(say(title, lang), *(one.fields[name] for one in (seen, now, ours)))
    keyed = [
        {(row.project, row.milestone): row for row in one.entries} for one in (seen, now, ours)
    ]
    for key in sorted(keyed[0].keys() | keyed[1].keys()):
        rows = [one.get(key) for one in keyed]
        if rows[0] != rows[1]:
            said = f"{key[0]} · {words(TARGET_MILESTONES, key[1])}"
            yield _difference(said, *(_row_words(row) for row in rows))


def _difference(title: str, seen: str, now: str, ours: str) -> dict[str, Any]:
    return {"title": title, "seen": seen, "now": now, "ours": None if ours == seen else ours}


def _row_words(row: TypedEntry | None) -> str:
    if row is None:
        return say(message("not on the list"), language())
    day = row.target or say(message("on the list, without a day"), language())
    return f"{day} · {row.note}" if row.note else day

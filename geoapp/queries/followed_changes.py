"""What revisions changed of what is followed of projects, field by field, from kept history."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Select, column, literal, null, select, table, union_all
from sqlalchemy.orm import Session

from geoapp.domain.choices import CAPITAL_SOURCES, OBSTACLE_KINDS, Choice
from geoapp.domain.differences import Difference, Field, Kind
from geoapp.domain.messages import Message, message
from geoapp.models import CapitalPlan, Milestone, Obstacle, PlanDecision

# By project and revision.
FollowedChanges = Mapping[tuple[int, int], Sequence[Difference]]
Row = Mapping[str, Any]
# As much of an obstacle's description as names it.
MOST_WORDS = 60


@dataclass(frozen=True)
class Told:
    """How changes of one table are told: the columns, and what a row is called.

    The name of a row says the columns `named`, which are not told again where it comes or goes.
    """

    model: Any
    prefix: str
    fields: tuple[tuple[str, Kind, Message], ...]
    named: tuple[str, ...] = ()

    def row_name(self, row: Row) -> Message:
        """Return what people call the row."""
        return NAMES[self.prefix](row)


TOLD = (
    Told(
        Milestone,
        "milestone",
        (
            ("kind", "code", message("kind")),
            ("name", "text", message("name")),
            ("planned", "date", message("planned")),
            ("planned_progress", "percent", message("planned percent")),
            ("forecast", "date", message("expected")),
            ("actual", "date", message("happened on")),
        ),
        named=("kind", "name"),
    ),
    Told(
        PlanDecision,
        "decision",
        (
            ("decided_on", "date", message("decided on")),
            ("finish", "date", message("planned finish")),
            ("investment_vnd", "money", message("total investment")),
        ),
    ),
    Told(CapitalPlan, "capital", (("amount_vnd", "money", message("planned")),)),
    Told(
        Obstacle,
        "obstacle",
        (
            ("kind", "code", message("kind")),
            ("description", "text", message("what it is about")),
            ("place", "text", message("place")),
            ("agency_id", "agency", message("agency to resolve it")),
            ("raised_on", "date", message("raised on")),
            ("due", "date", message("due date")),
            ("escalated_on", "date", message("escalated on")),
            ("escalated_to_id", "agency", message("escalated to")),
            ("escalation", "text", message("what is asked of it")),
            ("resolved_on", "date", message("resolved on")),
            ("resolution", "text", message("how it was resolved")),
        ),
        named=("kind", "description"),
    ),
)


def _choice(listed: Sequence[Choice], code: str) -> Choice | str:
    return next((one for one in listed if one.code == code), code)


NAMES = {
    "milestone": lambda row: message("Milestone “{name}”", name=row["name"]),
    "decision": lambda row: message("Decision {number}", number=row["number"]),
    "capital": lambda row: message(
        "Capital of {year}, {source}",
        year=row["year"],
        source=_choice(CAPITAL_SOURCES, row["source"]),
    ),
    "obstacle": lambda row: message(
        "{kind} “{words}”",
        kind=_choice(OBSTACLE_KINDS, row["kind"]),
        words=_short(row["description"]),
    ),
}


def _short(words: str) -> str:
    return words if len(words) <= MOST_WORDS else words[: MOST_WORDS - 1] + "…"


def find_followed_changes(session: Session, projects: Collection[int]) -> FollowedChanges:
    """Return what each revision changed of what is followed of these projects."""
    found: dict[tuple[int, int], list[Difference]] = {}
    for told in TOLD:
        rows = [dict(row) for row in session.execute(_states(told.model, projects)).mappings()]
        for _, states in groupby(rows, key=lambda row: row["id"]):
            for project, revision, difference in _changes(told, list(states)):
                found.setdefault((project, revision), []).append(difference)
    return found


def _states(model: Any, projects: Collection[int]) -> Select[*tuple[Any, ...]]:
    """Select the states of rows, now and before, each row's in the order they were written."""
    now = model.__table__
    past = table(
        f"{now.name}_history",
        *(column(one.name, one.type) for one in now.c),
        column("superseded_by"),
        column("operation"),
    )
    names = [one.name for one in now.c if one.name not in ("geometry", "recorded_at")]
    states = union_all(
        select(*(now.c[name] for name in names), null().label("superseded_by"),
               literal("").label("operation")).where(now.c.project_id.in_(projects)),
        select(*(past.c[name] for name in names), past.c.superseded_by,
               past.c.operation).where(past.c.project_id.in_(projects)),
    ).subquery("states")  # fmt: skip
    return select(states).order_by(
        states.c.id, states.c.revision_id, states.c.superseded_by.asc().nulls_last()
    )


def _changes(told: Told, states: Sequence[Row]) -> Iterator[tuple[int, int, Difference]]:
    """Yield what differs from one state of a row to the next, with project and revision."""
    before: Row | None = None
    for state in states:
        if state["superseded_by"] == state["revision_id"] and state["operation"] != "DELETE":
            continue
        for difference in compared(told, before, state):
            yield state["project_id"], state["revision_id"], difference
        before = state
        if state["operation"] == "DELETE":
            for difference in compared(told, state, None):
                yield state["project_id"], state["superseded_by"], difference
            before = None


def compared(told: Told, before: Row | None, after: Row | None) -> Iterator[Difference]:
    """Yield what differs between two states of one row; None where it is not there."""
    called = told.row_name(after or before or {})
    named = () if before and after else told.named
    for name, kind, title in told.fields:
        old, new = (row[name] if row else None for row in (before, after))
        if old != new and not (name in named and len(str(old or new)) <= MOST_WORDS):
            words = message("{what}: {field}", what=called, field=title)
            yield Difference(Field(f"{told.prefix}.{name}", kind, words), old, new)

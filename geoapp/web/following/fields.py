"""Fields of a planner's form: what is there now, what was typed, and what is wrong with it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from geoapp.domain.choices import Choice
from geoapp.domain.errors import Problem
from geoapp.domain.formatting import BILLION, say_number
from geoapp.domain.messages import Message, say
from geoapp.queries.agencies import read_agencies
from geoapp.web.following.asking import FormState
from geoapp.web.state import language, session

DIGITS = 9


@dataclass(frozen=True)
class FormField:
    """One field; `now` is what is known as the form writes it, "" where nothing is.

    `kind` is date, money, percent, text, long or choice.
    """

    name: str
    title: Message
    kind: str
    now: str = ""
    options: Sequence[tuple[str, str]] = ()
    needed: bool = False
    help: Message | None = None


def as_text(value: Any, *, money: bool = False) -> str:
    """Return a value as a form writes it: 20/11/2026, money in billions."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return value
    return say_number(value / BILLION if money else value, language(), DIGITS)


def choices_of(listed: Iterable[Choice]) -> list[tuple[str, str]]:
    """Return the options of a closed list."""
    return [(one.code, one.label(language())) for one in listed]


def agency_options(*kept: str | None) -> list[tuple[str, str]]:
    """Return the agencies that answer today, and those `kept`, by name."""
    agencies = read_agencies(session()).by_id.values()
    return [(one.code, one.label(language())) for one in agencies
            if not one.former or one.code in kept]  # fmt: skip


def shown_fields(fields: Iterable[FormField], state: FormState) -> list[SimpleNamespace]:
    """Return fields as the template shows them, with what was typed where it was."""
    return [
        SimpleNamespace(
            name=one.name,
            title=say(one.title, language()),
            kind=one.kind,
            now=one.now,
            text=str(state.sent.get(one.name, one.now)),
            options=one.options,
            needed=one.needed,
            help=one.help,
            problems=_of(state.problems, one.name),
            doubts=_of(state.doubts, one.name),
        )
        for one in fields
    ]


def _of(problems: Iterable[Problem], name: str) -> list[Problem]:
    return [one for one in problems if one.field == name]


def differing(fields: Iterable[SimpleNamespace]) -> list[SimpleNamespace]:
    """Return the fields in which what was typed is not what is there now."""
    return [one for one in fields if one.text != one.now]


def shown_state(state: FormState, fields: Sequence[SimpleNamespace]) -> Mapping[str, Any]:
    """Return what every form's template needs beside its fields."""
    named = {one.name for one in fields}
    return {
        "reason": state.reason,
        "wrong": bool(state.problems),
        "elsewhere": [one for one in state.problems if one.field not in {*named, "reason"}],
        "reason_problems": _of(state.problems, "reason"),
        "doubts": list(state.doubts),
        "conflict": state.conflict and state.conflict.note,
        "differing": differing(fields) if state.conflict else [],
    }

"""What the form of a target list sends: texts as typed, and the list that they say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flask import request

from geoapp.domain.errors import BadForm, Problem
from geoapp.domain.messages import message
from geoapp.domain.target_drafts import TargetDraft, TargetEntry
from geoapp.ingest.values.dates import read_date
from geoapp.ingest.values.unfit import Doubtful, Unfit

FIELDS: Final = ("name", "kind", "name_en", "agency", "document", "note", "closed_on")


@dataclass(frozen=True)
class TypedEntry:
    """A row of the form; `target` as it was typed."""

    project: str
    milestone: str
    target: str
    note: str


@dataclass(frozen=True)
class TypedList:
    """All that was typed; `pasted` are more projects, a line each: code and perhaps a day."""

    fields: dict[str, str]
    entries: tuple[TypedEntry, ...] = ()
    pasted: str = ""
    pasted_milestone: str = "completion"


def typed_of(draft: TargetDraft) -> TypedList:
    """Return what the form shows of a list."""
    fields = {name: getattr(draft, name) for name in FIELDS if name != "closed_on"}
    fields["closed_on"] = _shown(draft.closed_on)
    rows = (
        TypedEntry(one.project, one.milestone, _shown(one.target), one.note)
        for one in draft.entries
    )
    return TypedList(fields, tuple(rows))


def _shown(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def sent() -> TypedList:
    """Return what the form sent."""
    form = request.form
    columns = [
        [text.strip() for text in form.getlist(f"entry-{name}")]
        for name in ("project", "milestone", "target", "note")
    ]
    return TypedList(
        {name: form.get(name, "").strip() for name in FIELDS},
        tuple(TypedEntry(*row) for row in zip(*columns, strict=False)),
        form.get("pasted", "").strip(),
        form.get("pasted_milestone", "completion"),
    )


def draft_of(typed: TypedList) -> TargetDraft:
    """Return the list that was typed; raises `BadForm` for days that are none."""
    problems: list[Problem] = []
    fields = typed.fields | {"closed_on": None}
    closed_on = _day(typed.fields["closed_on"], "closed_on", problems)
    rows = [*typed.entries, *_pasted(typed)]
    entries = [
        TargetEntry(
            one.project, one.milestone, _day(one.target, "entries", problems, one.project), one.note
        )
        for one in rows
    ]
    if problems:
        raise BadForm(problems)
    texts = {name: text for name, text in fields.items() if text is not None}
    draft = TargetDraft(**texts, entries=tuple(sorted(entries, key=lambda entry: entry.key)))  # type: ignore[arg-type]
    return replace(draft, closed_on=closed_on)


def _pasted(typed: TypedList) -> Iterator[TypedEntry]:
    """Yield what was pasted, as a spreadsheet or a list has it: code, then perhaps a day."""
    for line in typed.pasted.splitlines():
        code, _, day = line.replace(";", "\t").strip().partition("\t")
        if code.strip():
            first = day.split("\t")[0].strip()
            yield TypedEntry(code.strip().upper(), typed.pasted_milestone, first, "")


def _day(text: str, field: str, problems: list[Problem], code: str = "") -> date | None:
    """Read a day as people type it; of a month, quarter or year the last day is meant."""
    if not text:
        return None
    try:
        return date.fromisoformat(read_date(text, finish=True))
    except Doubtful as meant:
        return date.fromisoformat(str(meant.value))
    except Unfit as unfit:
        said = message("{code}: {fault}", code=code, fault=unfit.message) if code else unfit.message
        problems.append(Problem(field, said))
        return None


def merged(ours: TypedList, seen: TypedList, now: TypedList) -> TypedList:
    """Keep what was typed, and take the present where nothing was."""
    fields = {
        name: text if text != seen.fields[name] else now.fields[name]
        for name, text in ours.fields.items()
    }
    rows = _by_key(now.entries)
    before, typed = _by_key(seen.entries), _by_key(ours.entries)
    for key in before.keys() | typed.keys():
        if typed.get(key) != before.get(key):
            rows.pop(key, None)
            if key in typed:
                rows[key] = typed[key]
    return replace(ours, fields=fields, entries=tuple(rows[key] for key in sorted(rows)))


def _by_key(entries: Sequence[TypedEntry]) -> dict[tuple[str, str], TypedEntry]:
    return {(one.project, one.milestone): one for one in entries}

"""The checked rows of a batch: added, changed, unchanged or refused, with what would be written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import shapely

from geoapp.domain.formatting import BILLION
from geoapp.domain.messages import Message, day_message, message
from geoapp.ingest.checked import (
    Candidate,
    CheckedBatch,
    CheckedRow,
    FieldChange,
    GeometryChange,
    Value,
)
from geoapp.ingest.checks.found import Found
from geoapp.ingest.choices import Choices
from geoapp.ingest.issues import Issue
from geoapp.ingest.row_batch import RowBatch

NOWHERE = "none"
# What the project says already is nobody's to mend by this file.
OF_CHANGES = frozenset({"agency_ended", "looks_like_formula"})
BASELINE = ("baseline_start", "baseline_finish")
# Once a baseline is approved, only decisions with day, number and reason adjust these.
BY_DECISION = ("planned_finish", "investment_vnd")
# Adds up what the capital plan says of each source, where it says anything.
PLAN_OF_YEAR = "plan_year_vnd"


@dataclass(frozen=True)
class Differences:
    """What differs from what is known, by place of the batch."""

    had_place: Sequence[bool]
    fields: Mapping[int, list[FieldChange]]
    geometry: Mapping[int, GeometryChange]
    candidates: Mapping[int, list[Candidate]]


def results(
    rows: RowBatch,
    differences: Differences,
    found: Iterable[Found],
    issues: list[Issue],
    choices: Choices,
) -> CheckedBatch:
    """Return one result for each row, and all issues in the order of rows."""
    kept = list(found)
    refused = {one.place for one in kept if one.severity == "error"}
    bad_rows = {issue.row for issue in issues if issue.is_error}
    made = _Results(rows, differences, choices)
    checked = [
        made.refused(place)
        if place in refused or number in bad_rows
        else made.added(place)
        if rows.known.is_new[place]
        else made.compared(place)
        for place, number in enumerate(rows.numbers)
    ]
    kept = [one for one in kept if one.code not in OF_CHANGES or _changes(checked[one.place])]
    issues += [_issue(one, rows) for one in (*kept, *made.doubts)]
    issues.sort(key=lambda issue: issue.row or 0)
    return CheckedBatch(checked, issues)


def _changes(row: CheckedRow) -> bool:
    return row.action != "unchanged"


class _Results:
    def __init__(self, rows: RowBatch, differences: Differences, choices: Choices) -> None:
        self._rows, self._differences, self._choices = rows, differences, choices
        self._wkb = shapely.to_wkb(rows.placed.geometry).tolist()
        self.doubts: list[Found] = []

    def refused(self, place: int) -> CheckedRow:
        rows = self._rows
        name = rows.new_value("name", place) or rows.old_value("name", place)
        return CheckedRow(
            row=rows.numbers[place],
            code=rows.codes[place],
            action="refused",
            name=str(name) if name else None,
            geometry=self._wkb[place],
            known_revision=rows.known.revision(place),
            candidates=self._differences.candidates.get(place, []),
            repair=rows.placed.repairs.get(place),
        )

    def added(self, place: int) -> CheckedRow:
        rows = self._rows
        values = {
            field: cells[place]
            for field, cells in rows.values.items()
            if cells[place] is not None and field != "revision"
        }
        values["position"] = self._position(place, has_place=self._wkb[place] is not None)
        return CheckedRow(
            row=rows.numbers[place],
            code=rows.codes[place],
            action="added",
            name=str(values["name"]),
            values=values,  # type: ignore[arg-type]
            geometry=self._wkb[place],
        )

    def compared(self, place: int) -> CheckedRow:
        rows = self._rows
        is_first_place = self._wkb[place] is not None and not self._differences.had_place[place]
        moved = self._differences.geometry.get(place)
        differing = self._differences.fields.get(place, ())
        planned, sums = self._planned(place, differing), self._sums(place, differing)
        self.doubts += (_undecided(place, one) for one in planned)
        self.doubts += (_summed(place, one) for one in sums)
        kept = (*planned, *sums)
        changes = [one for one in differing if one not in kept and not _is_baseline(one)]
        changes += self._position_changes(place, moved=bool(moved) or is_first_place)
        is_changed = bool(changes) or moved is not None or is_first_place
        seen = rows.new_value("revision", place)
        return CheckedRow(
            row=rows.numbers[place],
            code=rows.codes[place],
            action="changed" if is_changed else "unchanged",
            name=_text(rows.new_value("name", place) or rows.old_value("name", place)),
            values={one.field: one.new for one in changes},
            changes=changes,
            geometry=self._wkb[place] if moved or is_first_place else None,
            geometry_change=moved,
            known_revision=rows.known.revision(place),
            seen_revision=seen if isinstance(seen, int) else None,
        )

    def _planned(self, place: int, differing: Iterable[FieldChange]) -> list[FieldChange]:
        """Return what an approved plan says otherwise, which a decision alone adjusts."""
        found = [one for one in differing if one.field in BY_DECISION and one.old is not None]
        return found if found and self._is_approved(place) else []

    def _is_approved(self, place: int) -> bool:
        whole = all(self._rows.old_value(name, place) is not None for name in BASELINE)
        return whole and not self._rows.known.has_invented_baseline(place)

    def _sums(self, place: int, differing: Iterable[FieldChange]) -> list[FieldChange]:
        """Return what is the sum of a capital plan by source."""
        found = [one for one in differing if one.field == PLAN_OF_YEAR]
        return found if found and self._rows.known.has_capital_by_source(place) else []

    def _position(self, place: int, *, has_place: bool) -> str:
        """Return how the position was found, which goes with whether there is one."""
        given = self._rows.new_value("position", place)
        if has_place:
            return str(given) if given not in (None, NOWHERE) else self._choices.position
        if given not in (None, NOWHERE):
            said = message("The row says how its position was found, but has none.")
            self.doubts.append(Found(place, "no_position", "warning", said, "position"))
        return NOWHERE

    def _position_changes(self, place: int, *, moved: bool) -> list[FieldChange]:
        rows = self._rows
        old, given = rows.old_value("position", place), rows.new_value("position", place)
        if moved:
            changes = [FieldChange("position", old, self._position(place, has_place=True))]
            accuracy = rows.old_value("accuracy_m", place)
            # What was said of the old position says nothing of the new one.
            if accuracy is not None and rows.new_value("accuracy_m", place) is None:
                changes.append(FieldChange("accuracy_m", accuracy, None))
        else:
            fits = given is not None and (given != NOWHERE) == self._differences.had_place[place]
            changes = [FieldChange("position", old, given)] if fits else []
        return [one for one in changes if one.old != one.new]


def _is_baseline(change: FieldChange) -> bool:
    """Tell whether it would change what was approved first, which stays whatever the file says."""
    return change.field in BASELINE and change.old is not None


def _undecided(place: int, change: FieldChange) -> Found:
    said = message(
        "A baseline was approved: this changes by a decision with number and reason, written down "
        "on the project’s page. {old} stays.",
        old=_billions(change) if change.field == "investment_vnd" else day_message(str(change.old)),
    )
    return Found(place, "by_decision", "warning", said, change.field)


def _summed(place: int, change: FieldChange) -> Found:
    said = message(
        "The year’s plan is the sum of the capital plan by source, written on the project’s page. "
        "{old} stays.",
        old=message("no plan for the year") if change.old is None else _billions(change),
    )
    return Found(place, "by_source", "warning", said, change.field)


def _billions(change: FieldChange) -> Message:
    return message("{sum} billion VND", sum=change.old / BILLION)  # type: ignore[operator]


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _issue(one: Found, rows: RowBatch) -> Issue:
    return Issue(
        rows.numbers[one.place],
        one.code,
        one.severity,
        one.message,
        one.field,
        rows.codes[one.place],
        one.expected,
        one.spot,
    )

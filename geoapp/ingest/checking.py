"""Stage two of an upload: raw rows checked and compared with what is known, batch by batch."""

from collections import Counter
from collections.abc import Callable, Iterable
from math import isnan
from pathlib import Path
from typing import Final

import shapely

from geoapp.domain.messages import message
from geoapp.ingest.changes import compare_geometries, compare_values
from geoapp.ingest.checked import Action, Candidate, CheckedBatch, FieldChange, Summary
from geoapp.ingest.checks.found import Found
from geoapp.ingest.checks.geometries import check_measures
from geoapp.ingest.checks.rows import (
    check_against_known,
    check_amounts,
    check_dates,
    check_kinds,
    check_needed,
)
from geoapp.ingest.choices import Choices
from geoapp.ingest.fields import BY_NAME
from geoapp.ingest.geojson.reading import collector_paused
from geoapp.ingest.issues import Issue
from geoapp.ingest.known import Known
from geoapp.ingest.known_batch import KnownBatch
from geoapp.ingest.limits import Limits
from geoapp.ingest.matching import Matcher
from geoapp.ingest.places import anchors
from geoapp.ingest.raw_table import Batch, RawTable
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.row_codes import code_of, find_codes
from geoapp.ingest.row_places import Placed, Placer
from geoapp.ingest.row_results import Rows, results
from geoapp.ingest.row_values import Columns, RowReader
from geoapp.ingest.values.agencies import Agencies

Sink = Callable[[CheckedBatch], None]
Progress = Callable[[int, int | None], None]
# What every project has, and what only a report or an approval changes.
KEPT_WHEN_EMPTY: Final = frozenset(
    {"name", "sector", "kind", "funding", "stage", "position", "progress", "disbursed_vnd",
     "last_report", "baseline_start", "baseline_finish"}
)  # fmt: skip
# For more rows without a code than this, only names that are the same are proposed.
PROPOSED: Final = 2_000


def check_upload(
    table_path: Path, choices: Choices, known: Known, sink: Sink, limits: Limits, progress: Progress
) -> Summary:
    """Check every row and compare it with what is known; `sink` takes the rows to keep.

    Raises `UploadRefused` when the choices do not fit the file.
    """
    with RawTable(table_path) as table, collector_paused():
        _check_choices(choices, table)
        checker = _Checker(table, choices, known, limits)
        tally: Counter[Action] = Counter()
        issues: Counter[tuple[str, str]] = Counter()
        done = 0
        for batch in table.batches(list(choices.columns)):
            checked = checker.check(batch)
            tally.update(row.action for row in checked.rows)
            issues.update((issue.severity, issue.code) for issue in checked.issues)
            sink(checked)
            done += len(batch.numbers)
            progress(done, table.rows)
        return Summary(
            actions=dict(tally),
            missing=checker.codes.missing(known.scope),
            errors={
                code: count for (severity, code), count in issues.items() if severity == "error"
            },
            warnings={
                code: count for (severity, code), count in issues.items() if severity == "warning"
            },
        )


def _check_choices(choices: Choices, table: RawTable) -> None:
    unknown = [name for name in choices.columns if name not in table.columns]
    fields = Counter(target.field for target in choices.columns.values())
    twice = [field for field, count in fields.items() if count > 1]
    kept = sorted(choices.clearing & KEPT_WHEN_EMPTY)
    wrong = [field for field in fields if field not in BY_NAME]
    if unknown or wrong:
        names = ", ".join((unknown + wrong)[:5])
        raise UploadRefused("unknown_column", message("There is no column {names}.", names=names))
    if twice:
        raise UploadRefused(
            "field_twice",
            message("More than one column is chosen for {fields}.", fields=", ".join(twice)),
        )
    if kept:
        raise UploadRefused(
            "cannot_be_empty",
            message("Empty cells cannot make these unknown: {fields}.", fields=", ".join(kept)),
        )


class _Checker:
    def __init__(self, table: RawTable, choices: Choices, known: Known, limits: Limits) -> None:
        self.codes = find_codes(table, choices, limits)
        self._choices, self._known, self._limits = choices, known, limits
        self._reader = RowReader(choices, Agencies(known.agencies), limits)
        self._placer = Placer(choices, known.province, limits)
        self._matcher = Matcher(known.index)
        self._proposed = 0

    def check(self, batch: Batch) -> CheckedBatch:
        values, found = self._reader.read(batch)
        placed = self._placer.place(batch)
        found += placed.found
        codes = self._codes(batch, values)
        known = KnownBatch(codes, self._known)
        old = known.columns(BY_NAME)
        bad_codes = {one.place for one in found if one.field == "code"}
        found += _check_codes(codes, bad_codes)
        found += self._checks(values, old, codes, known, placed)
        before = known.geometry()
        rows = Rows(
            numbers=batch.numbers,
            codes=codes,
            values=values,
            old=old,
            known=known,
            placed=placed,
            had_place=(~shapely.is_missing(before)).tolist(),
            changes=self._changes(values, old, known),
            geometry_changes=compare_geometries(placed.geometry, before),
            candidates=self._candidates(codes, values, placed),
        )
        issues = self._issues(batch, placed, codes)
        return results(rows, found, issues, self._choices)

    def _changes(
        self, values: Columns, old: Columns, known: KnownBatch
    ) -> dict[int, list[FieldChange]]:
        places = [place for place, new in enumerate(known.is_new) if not new]
        # Where a project lies is compared apart, and a revision is no property.
        wanted = {name: values[name] for name in values if name not in ("revision", "position")}
        return compare_values(wanted, old, places, self._choices.clearing)

    def _codes(self, batch: Batch, values: Columns) -> list[str | None]:
        cells = batch.cells.get(self._choices.column_of("code") or "", [None] * len(batch.numbers))
        read = values.pop("code", None)
        if read is None:
            pairs = zip(cells, batch.numbers, strict=True)
            return [code_of(cell, number, self._choices, self._limits) for cell, number in pairs]
        matches = self._choices.matches
        pairs_read = zip(read, batch.numbers, strict=True)
        return [str(code) if code else matches.get(number) for code, number in pairs_read]

    def _checks(
        self,
        values: Columns,
        old: Columns,
        codes: list[str | None],
        known: KnownBatch,
        placed: Placed,
    ) -> Iterable[Found]:
        given = {field for field in values if field in BY_NAME}
        now = _effective(values, old, len(codes))
        yield from self.codes.check(codes)
        is_new = [new and code is not None for new, code in zip(known.is_new, codes, strict=True)]
        yield from check_needed(now, is_new)
        yield from check_kinds(now)
        yield from check_dates(now, given, self._choices.today)
        yield from check_amounts(now, given)
        yield from check_against_known(values, old)
        yield from check_measures(placed.geometry, values.get("area_ha"), values.get("length_m"))
        yield from self._check_names(values, codes, known)
        yield from _check_revisions(values, known)

    def _check_names(
        self, values: Columns, codes: list[str | None], known: KnownBatch
    ) -> Iterable[Found]:
        """Yield new codes for names that another code has already."""
        for place, (name, new) in enumerate(
            zip(values.get("name", ()), known.is_new, strict=False)
        ):
            if new and name and codes[place]:
                others = self._matcher.same_name(str(name))
                if others:
                    said = message("A project of this name is known as {code}.", code=others[0])
                    yield Found(place, "looks_like_known", "warning", said, "name")

    def _candidates(
        self, codes: list[str | None], values: Columns, placed: Placed
    ) -> dict[int, list[Candidate]]:
        without = [place for place, code in enumerate(codes) if code is None]
        without = without[: max(0, PROPOSED - self._proposed)]
        self._proposed += len(without)
        names = values.get("name")
        spots = anchors(placed.geometry[without])
        found = {}
        for place, spot in zip(without, spots.tolist(), strict=True):
            name = str(names[place]) if names and names[place] else None
            lon_lat = None if isnan(spot[0]) else (spot[0], spot[1])
            found[place] = self._matcher.candidates(name, lon_lat)
        return {place: some for place, some in found.items() if some}

    def _issues(self, batch: Batch, placed: Placed, codes: list[str | None]) -> list[Issue]:
        """Return what reading found, with the project's code and places in degrees."""
        by_row = dict(zip(batch.numbers, codes, strict=True))
        return [
            _with_project(self._placer.spot_in_degrees(issue), by_row)
            for issue in (*batch.issues, *placed.issues)
        ]


def _with_project(issue: Issue, by_row: dict[int, str | None]) -> Issue:
    code = by_row.get(issue.row) if issue.row is not None else None
    if code is None:
        return issue
    return Issue(
        issue.row, issue.code, issue.severity, issue.message, issue.field, code, issue.expected,
        issue.place,
    )  # fmt: skip


def _effective(values: Columns, old: Columns, size: int) -> Columns:
    """Return new values where there are any, else those known."""
    nothing: list[object] = [None] * size
    found: Columns = {"name": nothing, "sector": nothing, "kind": nothing}
    for field in {*values, *old}:
        new, before = values.get(field), old.get(field)
        if new is None or before is None:
            found[field] = new or before or nothing
        else:
            found[field] = [b if n is None else n for n, b in zip(new, before, strict=True)]
    return found


def _check_codes(codes: list[str | None], bad: set[int]) -> Iterable[Found]:
    for place, code in enumerate(codes):
        if code is None and place not in bad:
            yield Found(
                place,
                "missing_code",
                "error",
                message("The row has no project code."),
                "code",
                expected=message("the code of a known project, or a new one"),
            )


def _check_revisions(values: Columns, known: KnownBatch) -> Iterable[Found]:
    """Yield projects that were changed after the file was made."""
    for place, seen in enumerate(values.get("revision", ())):
        last = known.revision(place)
        if isinstance(seen, int) and last is not None and last > seen:
            said = message(
                "The project was changed after this file was made: revision {last}, the file has "
                "{seen}.", last=last, seen=seen,
            )  # fmt: skip
            yield Found(place, "changed_since", "warning", said, "revision")

"""Stage two of an upload: raw rows checked and compared with what is known, batch by batch."""

from collections import Counter
from collections.abc import Callable
from math import isnan
from pathlib import Path
from typing import Final

import shapely

from geoapp.domain.messages import message
from geoapp.ingest.batches import Batch
from geoapp.ingest.changes import compare_geometries, compare_values
from geoapp.ingest.checked import Action, Candidate, CheckedBatch, Summary
from geoapp.ingest.choices import Choices
from geoapp.ingest.fields import BY_NAME
from geoapp.ingest.geojson.reading import collector_paused
from geoapp.ingest.issues import Issue
from geoapp.ingest.known import Known
from geoapp.ingest.known_batch import KnownBatch
from geoapp.ingest.limits import Limits
from geoapp.ingest.matching import Matcher
from geoapp.ingest.places import anchors
from geoapp.ingest.raw_table import RawTable
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.row_batch import RowBatch
from geoapp.ingest.row_checks import check_codes, check_rows
from geoapp.ingest.row_codes import FileCodes, find_codes
from geoapp.ingest.row_places import Placer
from geoapp.ingest.row_results import Differences, results
from geoapp.ingest.row_values import Columns, RowReader
from geoapp.ingest.values.agencies import Agencies

Sink = Callable[[CheckedBatch], None]
Progress = Callable[[int, int | None], None]
# What every project has, and what only a report or an approval changes.
KEPT_WHEN_EMPTY: Final = frozenset(
    {"name", "sector", "kind", "funding", "stage", "position", "progress", "disbursed_vnd",
     "last_report", "baseline_start", "baseline_finish"}
)  # fmt: skip
UNCOMPARED: Final = ("revision", "position")
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
        codes = find_codes(table, choices, limits)
        checker = Checker(codes, choices, known, limits)
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
            missing=codes.missing(known.scope),
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


class Checker:
    """Checks batch after batch; `codes` are those of the whole file."""

    def __init__(self, codes: FileCodes, choices: Choices, known: Known, limits: Limits) -> None:
        self.codes = codes
        self._choices, self._known, self._limits = choices, known, limits
        self._reader = RowReader(choices, Agencies(known.agencies), limits)
        self._placer = Placer(choices, known.province, limits)
        self._matcher = Matcher(known.index)
        self._proposed = 0

    def check(self, batch: Batch) -> CheckedBatch:
        """Return what each row would write, and all that is wrong."""
        values, found = self._reader.read(batch)
        placed = self._placer.place(batch)
        codes = self._codes(batch, values)
        known = KnownBatch(codes, self._known)
        rows = RowBatch(batch.numbers, codes, values, known.columns(BY_NAME), known, placed)
        found += placed.found
        found += check_codes(codes, {one.place for one in found if one.field == "code"})
        found += check_rows(rows, self.codes, self._matcher, self._choices.today)
        return results(
            rows, self._differences(rows), found, self._issues(batch, rows), self._choices
        )

    def _codes(self, batch: Batch, values: Columns) -> list[str | None]:
        read = values.pop("code", [None] * len(batch.numbers))
        matches = self._choices.matches
        pairs = zip(read, batch.numbers, strict=True)
        return [str(code) if code else matches.get(number) for code, number in pairs]

    def _differences(self, rows: RowBatch) -> Differences:
        before = rows.known.geometry()
        places = [place for place, new in enumerate(rows.known.is_new) if not new]
        # Where a project lies is compared apart, and a revision is no property.
        values = {field: rows.values[field] for field in rows.values if field not in UNCOMPARED}
        return Differences(
            had_place=(~shapely.is_missing(before)).tolist(),
            fields=compare_values(values, rows.old, places, self._choices.clearing),
            geometry=compare_geometries(rows.placed.geometry, before),
            candidates=self._candidates(rows),
        )

    def _candidates(self, rows: RowBatch) -> dict[int, list[Candidate]]:
        without = [place for place, code in enumerate(rows.codes) if code is None]
        without = without[: max(0, PROPOSED - self._proposed)]
        self._proposed += len(without)
        spots = anchors(rows.placed.geometry[without])
        found = {}
        for place, spot in zip(without, spots.tolist(), strict=True):
            name = rows.new_value("name", place)
            lon_lat = None if isnan(spot[0]) else (spot[0], spot[1])
            found[place] = self._matcher.candidates(str(name) if name else None, lon_lat)
        return {place: some for place, some in found.items() if some}

    def _issues(self, batch: Batch, rows: RowBatch) -> list[Issue]:
        """Return what reading found, with the project's code and places in degrees."""
        by_row = dict(zip(batch.numbers, rows.codes, strict=True))
        return [
            self._placer.in_degrees(issue, by_row.get(issue.row) if issue.row else None)
            for issue in (*batch.issues, *rows.placed.issues)
        ]

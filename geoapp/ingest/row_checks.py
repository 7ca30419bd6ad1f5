"""All checks of a batch, in the order in which a person would ask."""

from collections.abc import Iterator
from datetime import date

from geoapp.domain.messages import message
from geoapp.ingest.checks.found import Found
from geoapp.ingest.checks.geometries import check_measures
from geoapp.ingest.checks.rows import (
    check_against_known,
    check_amounts,
    check_baselines,
    check_dates,
    check_kinds,
    check_needed,
)
from geoapp.ingest.matching import Matcher
from geoapp.ingest.row_batch import RowBatch
from geoapp.ingest.row_codes import FileCodes


def check_rows(rows: RowBatch, codes: FileCodes, matcher: Matcher, today: date) -> Iterator[Found]:
    """Yield what is wrong with rows beyond their single cells and geometries."""
    given, now, values = set(rows.values), rows.now, rows.values
    is_new = [
        new and code is not None for new, code in zip(rows.known.is_new, rows.codes, strict=True)
    ]
    yield from codes.check(rows.codes)
    yield from check_needed(now, is_new)
    yield from check_kinds(now)
    yield from check_dates(now, given, today)
    yield from check_amounts(now, given)
    yield from check_against_known(values, rows.old)
    yield from check_baselines(values, rows.old, rows.known.has_invented_baseline)
    yield from check_measures(rows.placed.geometry, values.get("area_ha"), values.get("length_m"))
    yield from _check_names(rows, is_new, matcher)
    yield from _check_revisions(rows)


def check_codes(codes: list[str | None], bad: set[int]) -> Iterator[Found]:
    """Yield rows without a code; `bad` are places where it was told to be unfit."""
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


def _check_names(rows: RowBatch, is_new: list[bool], matcher: Matcher) -> Iterator[Found]:
    """Yield new codes for names that another code has already."""
    names = rows.values.get("name")
    if names is None:
        return
    for place, (name, new) in enumerate(zip(names, is_new, strict=True)):
        if new and name and (others := matcher.same_name(str(name))):
            said = message("A project of this name is known as {code}.", code=others[0])
            yield Found(place, "looks_like_known", "warning", said, "name")


def _check_revisions(rows: RowBatch) -> Iterator[Found]:
    """Yield projects that were changed after the file was made."""
    for place, seen in enumerate(rows.values.get("revision", ())):
        last = rows.known.revision(place)
        if isinstance(seen, int) and last is not None and last > seen:
            said = message(
                "The project was changed after this file was made: revision {last}, the file has "
                "{seen}.", last=last, seen=seen,
            )  # fmt: skip
            yield Found(place, "changed_since", "warning", said, "revision")

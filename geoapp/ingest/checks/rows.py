"""Checks of a batch's values against each other; columns hold new values, else those known."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from geoapp.domain.messages import message
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.ingest.checks.found import Found
from geoapp.ingest.issues import Severity

Columns = Mapping[str, Sequence[object]]
PAIRS: Final = frozenset((kind.sector, kind.code) for kind in KINDS)
NEEDED: Final = ("name", "sector", "kind")
# (earlier, later, how bad); the baseline's own order is kept by the database.
ORDER: Final[tuple[tuple[str, str, Severity], ...]] = (
    ("baseline_start", "baseline_finish", "error"),
    ("baseline_start", "planned_finish", "warning"),
    ("baseline_start", "forecast_finish", "warning"),
    ("baseline_start", "actual_finish", "warning"),
)
PAST: Final[tuple[tuple[str, Severity], ...]] = (
    ("last_report", "error"),
    ("actual_finish", "warning"),
)
NOT_MORE: Final = (("disbursed_vnd", "investment_vnd"), ("plan_year_vnd", "investment_vnd"))
FULL: Final = 100


def check_needed(values: Columns, is_new: Sequence[bool]) -> Iterator[Found]:
    """Yield new projects without what every project must have."""
    for field in NEEDED:
        for place, (new, value) in enumerate(zip(is_new, values[field], strict=True)):
            if new and value is None:
                said = message("A new project needs this field.")
                yield Found(place, "needed", "error", said, field)


def check_kinds(values: Columns) -> Iterator[Found]:
    """Yield kinds of work that do not belong to their sector."""
    for place, pair in enumerate(zip(values["sector"], values["kind"], strict=True)):
        if None not in pair and pair not in PAIRS:
            yield _wrong_pair(place, str(pair[0]), str(pair[1]))


def _wrong_pair(place: int, sector: str, kind: str) -> Found:
    title = next((one.vi for one in SECTORS if one.code == sector), sector)
    work = next((one.vi for one in KINDS if one.code == kind), kind)
    return Found(
        place,
        "kind_of_other_sector",
        "error",
        message("“{kind}” is no kind of work of the sector “{sector}”.", kind=work, sector=title),
        "kind",
        expected=message(
            "one of {choices}",
            choices="; ".join(one.vi for one in KINDS if one.sector == sector),
        ),
    )


def check_dates(values: Columns, given: Collection[str], today: date) -> Iterator[Found]:
    """Yield days in the wrong order, and reports from the future; days are YYYY-MM-DD.

    `given` are the fields that the file itself tells; nothing is said of known values alone.
    """
    for earlier, later, severity in ORDER:
        if _told(values, given, earlier, later):
            for place, (one, other) in enumerate(zip(values[earlier], values[later], strict=True)):
                if one is not None and other is not None and str(one) >= str(other):
                    said = message("{later} is not after {earlier}.", later=other, earlier=one)
                    yield Found(place, "dates_out_of_order", severity, said, later)
    for field, severity in PAST:
        for place, day in enumerate(values[field] if field in given else ()):
            if day is not None and str(day) > today.isoformat():
                said = message("{day} lies in the future.", day=day)
                yield Found(place, "future_date", severity, said, field)


def check_amounts(values: Columns, given: Collection[str]) -> Iterator[Found]:
    """Yield money that is more than the whole, and finished projects that are not."""
    for part, whole in NOT_MORE:
        if _told(values, given, part, whole):
            for place, (one, other) in enumerate(zip(values[part], values[whole], strict=True)):
                if one is not None and other is not None and one > other:  # type: ignore[operator]
                    said = message("{part} is more than the total investment, {whole}.",
                                   part=one, whole=other)  # fmt: skip
                    yield Found(place, "more_than_whole", "warning", said, part)
    if _told(values, given, "stage", "progress"):
        for place, (stage, done) in enumerate(
            zip(values["stage"], values["progress"], strict=True)
        ):
            if stage == "completion" and isinstance(done, int | float) and done < FULL:
                said = message("The stage is completed, the progress {done}%.", done=f"{done:g}")
                yield Found(place, "completed_but_not_done", "warning", said, "progress")


def _told(values: Columns, given: Collection[str], one: str, other: str) -> bool:
    return one in values and other in values and (one in given or other in given)


def check_against_known(values: Columns, known: Columns) -> Iterator[Found]:
    """Yield progress that went back and baselines that would change; both lists by place."""
    for field, code, said in (
        ("progress", "progress_went_back", message("The progress known is higher.")),
        ("last_report", "older_report", message("A later report is known.")),
    ):
        pairs = zip(values.get(field, ()), known.get(field, ()), strict=False)
        for place, (new, old) in enumerate(pairs):
            if new is not None and old is not None and new < old:  # type: ignore[operator]
                known_is = message("{said} Known: {old}; in the file: {new}.", said=said, old=old,
                                   new=new)  # fmt: skip
                yield Found(place, code, "warning", known_is, field)
    for field in ("baseline_start", "baseline_finish"):
        pairs = zip(values.get(field, ()), known.get(field, ()), strict=False)
        for place, (new, old) in enumerate(pairs):
            if new is not None and old is not None and new != old:
                said = message("The baseline stays as first approved, {old}; {new} is not taken.",
                               old=old, new=new)  # fmt: skip
                yield Found(place, "baseline_kept", "warning", said, field)

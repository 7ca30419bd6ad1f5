"""Checks of a batch's values against each other; columns hold new values, else those known."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

from geoapp.domain.formatting import BILLION
from geoapp.domain.messages import Message, day_message, message
from geoapp.domain.sectors import KINDS, SECTORS
from geoapp.ingest.checks.found import Found
from geoapp.ingest.fields import BY_NAME
from geoapp.ingest.issues import Severity

Columns = Mapping[str, Sequence[object]]
PAIRS: Final = frozenset((kind.sector, kind.code) for kind in KINDS)
NEEDED: Final = ("name", "sector", "kind")
# (earlier, later, how bad); the baseline's own order is kept by the database.
ORDER: Final[tuple[tuple[str, str, Severity], ...]] = (
    ("baseline_start", "baseline_finish", "error"),
    ("baseline_start", "planned_finish", "warning"),
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
        for place, one, other in _both(values, given, earlier, later):
            if one >= other:
                said = message(
                    "{later} ({day}) is not after {earlier} ({before}).",
                    later=_title(later), day=day_message(other),
                    earlier=_title(earlier), before=day_message(one),
                )  # fmt: skip
                yield Found(place, "dates_out_of_order", severity, said, later)
    for field, severity in PAST:
        for place, day in enumerate(values[field] if field in given else ()):
            if day is not None and str(day) > today.isoformat():
                said = message("{day} lies in the future.", day=day_message(str(day)))
                yield Found(place, "future_date", severity, said, field)


def check_amounts(values: Columns, given: Collection[str]) -> Iterator[Found]:
    """Yield money that is more than the whole, and finished projects that are not."""
    for part, whole in NOT_MORE:
        for place, one, other in _both(values, given, part, whole):
            if one > other:
                said = message(
                    "{part} ({amount}) is more than the total investment ({whole}).",
                    part=_title(part), amount=_billions(one), whole=_billions(other),
                )  # fmt: skip
                yield Found(place, "more_than_whole", "warning", said, part)
    for place, stage, done in _both(values, given, "stage", "progress"):
        if stage == "completion" and done < FULL:
            said = message("The stage is completed, the progress {done}%.", done=float(done))
            yield Found(place, "completed_but_not_done", "warning", said, "progress")


def check_against_known(values: Columns, known: Columns) -> Iterator[Found]:
    """Yield progress and days of reports that went back; both lists by place."""
    for field, code in (("progress", "progress_went_back"), ("last_report", "older_report")):
        for place, new, old in _pairs(values.get(field, ()), known.get(field, ())):
            if new < old:
                said = message("The file has {new}, less than what is known already: {old}.",
                               new=_said(new), old=_said(old))  # fmt: skip
                yield Found(place, code, "warning", said, field)


def check_baselines(
    values: Columns, known: Columns, is_invented: Callable[[int], bool]
) -> Iterator[Found]:
    """Yield baselines that would change; both lists by place, which may hold an invented one."""
    for field in ("baseline_start", "baseline_finish"):
        for place, new, old in _pairs(values.get(field, ()), known.get(field, ())):
            if new != old:
                told = _invented if is_invented(place) else _kept
                yield told(place, field, old=_said(old), new=_said(new))


def _kept(place: int, field: str, **days: object) -> Found:
    said = message("The baseline stays as first approved, {old}; {new} is not taken.", **days)
    return Found(place, "baseline_kept", "warning", said, field)


def _invented(place: int, field: str, **days: object) -> Found:
    said = message(
        "The baseline of {old} is illustrative and {new} is not taken: the approved one is written "
        "down on the project’s page.",
        **days,
    )
    return Found(place, "baseline_invented", "warning", said, field)


def _both(
    values: Columns, given: Collection[str], one: str, other: str
) -> Iterator[tuple[int, Any, Any]]:
    """Yield the rows that have both fields, where the file tells at least one of them."""
    if one in given or other in given:
        yield from _pairs(values.get(one, ()), values.get(other, ()))


def _pairs(one: Sequence[object], other: Sequence[object]) -> Iterator[tuple[int, Any, Any]]:
    for place, (first, second) in enumerate(zip(one, other, strict=False)):
        if first is not None and second is not None:
            yield place, first, second


def _said(value: object) -> object:
    return day_message(value) if isinstance(value, str) else value


def _billions(vnd: int) -> Message:
    return message("{sum} billion VND", sum=vnd / BILLION)


def _title(field: str) -> Message:
    return BY_NAME[field].title

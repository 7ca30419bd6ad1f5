"""What can be wrong with a monthly report: each check yields, none raises or mends."""

import math
import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from geoapp.domain.formatting import BILLION
from geoapp.domain.messages import message
from geoapp.domain.months import end_of_month
from geoapp.domain.photos import MOST_CAPTION
from geoapp.domain.reports import MOST_LETTERS, TEXTS, Fault, ReportEntry, ReportFacts

MOST_VND: Final = 2**63 - 1
# What no text of the database can hold, or no screen should.
UNFIT: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
# A reason lets pass what would otherwise be taken for a slip of the pen.
SAY_WHY: Final = message("correct it, or say why in “Reason”")


def check_entry(entry: ReportEntry, facts: ReportFacts, today: date) -> Iterator[Fault]:
    """Yield everything that is wrong with one report, worst or not."""
    yield from entry.faults
    yield from check_month(entry, today)
    yield from check_progress(entry, facts)
    yield from check_money(entry, facts)
    yield from check_day(entry, facts, today)
    yield from check_texts(entry)
    yield from check_captions(entry)
    yield from check_newest(entry, facts)


def check_month(entry: ReportEntry, today: date) -> Iterator[Fault]:
    if entry.month is None:
        yield from _needed(entry, "month")
    elif entry.month > today:
        said = message("The month {month} has not begun yet.", month=_month(entry.month))
        yield Fault("month", "month_in_future", said)


def check_progress(entry: ReportEntry, facts: ReportFacts) -> Iterator[Fault]:
    """Percent lies between 0 and 100, and falls from month to month for a reason alone."""
    progress = entry.progress
    if progress is None:
        yield from _needed(entry, "progress")
        return
    if not 0 <= progress <= 100:
        said = message("{percent}% is not between 0 and 100.", percent=_told(progress))
        yield Fault("progress", "percent_out_of_range", said)
        return
    if entry.reason:
        return
    if facts.before and progress < facts.before[1]:
        said = message(
            "{percent}% is less than the {before}% of {month}: {remedy}.",
            percent=progress,
            before=facts.before[1],
            month=_month(facts.before[0]),
            remedy=SAY_WHY,
        )
        yield Fault("progress", "percent_fell", said)
    if facts.after and progress > facts.after[1]:
        said = message(
            "{percent}% is more than the {after}% of {month}: {remedy}.",
            percent=progress,
            after=facts.after[1],
            month=_month(facts.after[0]),
            remedy=SAY_WHY,
        )
        yield Fault("progress", "percent_above_later", said)


def check_money(entry: ReportEntry, facts: ReportFacts) -> Iterator[Fault]:
    """Money is never negative, a month is part of its year, the year's plan needs a reason."""
    for name in ("disbursed_vnd", "disbursed_month_vnd"):
        vnd = getattr(entry, name)
        if vnd is not None and not 0 <= vnd <= MOST_VND:
            said = message(
                "An amount of money is 0 or more, and no more than the service can keep."
            )
            yield Fault(name, "money_out_of_range", said)
            return
    paid, month = entry.disbursed_vnd, entry.disbursed_month_vnd
    if paid is not None and month is not None and month > paid:
        said = message(
            "{month} billion VND of this month is more than the {paid} billion since January.",
            month=month / BILLION,
            paid=paid / BILLION,
        )
        yield Fault("disbursed_month_vnd", "month_above_year", said)
    if paid is not None and not entry.reason:
        yield from _check_paid(paid, facts)


def _check_paid(paid: int, facts: ReportFacts) -> Iterator[Fault]:
    if facts.plan_vnd is not None and paid > facts.plan_vnd:
        said = message(
            "{paid} billion VND is above the year’s plan of {plan} billion: {remedy}.",
            paid=paid / BILLION,
            plan=facts.plan_vnd / BILLION,
            remedy=SAY_WHY,
        )
        yield Fault("disbursed_vnd", "paid_above_plan", said)
    if facts.paid_before and paid < facts.paid_before[1]:
        said = message(
            "{paid} billion VND since January is less than the {before} billion to the end of "
            "{month}: {remedy}.",
            paid=paid / BILLION,
            before=facts.paid_before[1] / BILLION,
            month=_month(facts.paid_before[0]),
            remedy=SAY_WHY,
        )
        yield Fault("disbursed_vnd", "paid_fell", said)


def check_day(entry: ReportEntry, facts: ReportFacts, today: date) -> Iterator[Fault]:
    """The figures' day lies in its month, and after the baseline's start but for a reason."""
    if entry.month is None or entry.month > today:
        return
    day, last = entry.reported_on, end_of_month(entry.month)
    if day is not None and not entry.month <= day <= min(last, today):
        said = message("The figures’ day must lie in the month and not in the future.")
        yield Fault("reported_on", "day_outside_month", said)
        return
    start = facts.baseline_start
    if start is not None and (day or last) < start and not entry.reason:
        said = message(
            "The month {month} lies before the baseline, which begins on {day}: {remedy}.",
            month=_month(entry.month),
            day=_day(start),
            remedy=SAY_WHY,
        )
        yield Fault("month" if day is None else "reported_on", "before_baseline", said)


def check_texts(entry: ReportEntry) -> Iterator[Fault]:
    for name in TEXTS:
        text = getattr(entry, name) or ""
        if len(text) > MOST_LETTERS:
            said = message(
                "The text has {letters} letters; at most {most} are kept.",
                letters=len(text),
                most=MOST_LETTERS,
            )
            yield Fault(name, "text_too_long", said)
        elif UNFIT.search(text):
            said = message("The text holds a control character that cannot be stored.")
            yield Fault(name, "control_character", said)


def check_captions(entry: ReportEntry) -> Iterator[Fault]:
    """What is said of photos is short, and can be stored."""
    for number, photo in enumerate(entry.photos, 1):
        words = photo.caption or ""
        if len(words) > MOST_CAPTION or UNFIT.search(words):
            said = message(
                "What is said of photo {number} has more than {most} letters, or one that cannot "
                "be stored.",
                number=number,
                most=MOST_CAPTION,
            )
            yield Fault("photos", "bad_caption", said)


def check_newest(entry: ReportEntry, facts: ReportFacts) -> Iterator[Fault]:
    """Nobody's figures are overwritten unseen."""
    newest = facts.newest
    if newest is None or entry.seen is None or entry.seen == newest.id:
        return
    said = message(
        "{who} reported this month meanwhile: {percent}%. Look at both before you send yours.",
        who=newest.by or message("Somebody else"),
        percent=newest.figures["progress"],
    )
    yield Fault("", "reported_meanwhile", said)


def _needed(entry: ReportEntry, name: str) -> Iterator[Fault]:
    if all(fault.field != name for fault in entry.faults):
        yield Fault(name, "needed", message("This field must be filled in."))


def _told(number: float) -> object:
    return number if math.isfinite(number) and abs(number) < 1e15 else "∞"


def _month(month: date) -> str:
    return f"{month:%m/%Y}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"

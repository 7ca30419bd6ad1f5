"""A monthly report as it is handed in, what is known when it comes, and what is wrong with it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from geoapp.domain.errors import BadForm, PreconditionFailed, Problem
from geoapp.domain.messages import Message, message
from geoapp.domain.photos import Photo

State = Literal["waiting", "accepted", "returned", "corrected", "replaced"]
# `corrected` is accepted and has a newer accepted one; `replaced` waited until a newer one came.
STATES: dict[State, Message] = {
    "waiting": message("waiting for acceptance"),
    "accepted": message("accepted"),
    "returned": message("returned"),
    "corrected": message("corrected by a newer one"),
    "replaced": message("replaced by a newer one"),
}
MOST_LETTERS = 10_000
TEXTS = ("done", "next_steps", "reason")
FIELDS: dict[str, Message] = {
    "project": message("Project code"),
    "month": message("Month"),
    "progress": message("Works done, %"),
    "disbursed_month_vnd": message("Disbursed this month"),
    "disbursed_vnd": message("Disbursed since January"),
    "done": message("Done this month"),
    "next_steps": message("To be done next"),
    "reason": message("Reason"),
    "reported_on": message("Figures as of"),
    "photos": message("Photos"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field of an entry; not an error where it is only to be looked at."""

    field: str
    code: str
    sentence: Message
    is_error: bool = True


@dataclass(frozen=True, kw_only=True)
class ReportEntry:
    """What somebody says of one project and month; money is VND, `disbursed_vnd` since January.

    `seen` is the number of the newest report of that month that the reporter had seen, 0 for
    none, None where that is not told. `faults` are of fields that could not be read; those are
    None. `reported_on` is the day of the figures, None for the last of the month so far.
    """

    project: str
    month: date | None
    progress: float | None = None
    disbursed_vnd: int | None = None
    disbursed_month_vnd: int | None = None
    done: str | None = None
    next_steps: str | None = None
    reason: str | None = None
    reported_on: date | None = None
    seen: int | None = None
    photos: tuple[Photo, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Handed:
    """A report of the month that is there already; `by` is empty where nobody is named."""

    id: int
    state: State
    by: str
    at: datetime
    figures: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class ReportFacts:
    """What is known of a project and month when a report comes.

    `before` and `after` are the nearest months reported, with their percent; `paid_before` is
    the nearest month of the same year with its money since January.
    """

    baseline_start: date | None = None
    plan_vnd: int | None = None
    before: tuple[date, float] | None = None
    after: tuple[date, float] | None = None
    paid_before: tuple[date, int] | None = None
    newest: Handed | None = None


NOTHING_KNOWN = ReportFacts()


@dataclass(frozen=True)
class ReportIssue:
    """A fault of the entry number `row`, counted from 0; `other` is what somebody else reported."""

    row: int
    project: str
    fault: Fault
    other: Handed | None = field(default=None)


class BadReports(BadForm):
    """Reports that cannot be taken, with everything that is wrong with each; none was stored."""

    def __init__(self, issues: Sequence[ReportIssue]) -> None:
        errors = [issue for issue in issues if issue.fault.is_error]
        super().__init__([Problem(issue.fault.field, issue.fault.sentence) for issue in errors])
        self.issues = tuple(issues)


class ReportedMeanwhile(PreconditionFailed):
    """Somebody else reported the same month; `issues` hold their figures."""

    def __init__(self, issues: Sequence[ReportIssue]) -> None:
        first = next(issue for issue in issues if issue.other)
        super().__init__(first.fault.sentence)
        self.issues = tuple(issues)

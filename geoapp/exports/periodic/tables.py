"""The tables of a periodic report."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from geoapp.domain.choices import Choice
from geoapp.domain.formatting import BILLION, NBSP, say_date, say_number, say_percent
from geoapp.domain.messages import Message, message, say
from geoapp.domain.targets import RESULTS
from geoapp.exports.periodic.facts import (
    Event,
    Group,
    LateProject,
    OverdueObstacle,
    PeriodFacts,
    SilentAgency,
    SlowMoney,
    TargetLine,
)
from geoapp.exports.periodic.parts import Column, Table

NONE: Final = "–"
MOST_SLOW: Final = 20
Cells = Callable[..., tuple[str, ...]]


class Wording:
    """Says values in the report's language."""

    def __init__(self, lang: str) -> None:
        self.lang = lang

    def say(self, words: Message) -> str:
        return say(words, self.lang)

    def number(self, value: float | None, decimals: int = 0) -> str:
        return NONE if value is None else say_number(value, self.lang, decimals)

    def billions(self, vnd: int | None) -> str:
        if vnd is None:
            return NONE
        return say_number(vnd / BILLION, self.lang, 0 if vnd >= 100 * BILLION else 1)

    def percent(self, value: float | None) -> str:
        return NONE if value is None else say_percent(value, self.lang)

    def day(self, value: object) -> str:
        return say_date(value, self.lang) if value else NONE  # type: ignore[arg-type]

    def choice(self, choices: Iterable[Choice], code: str) -> str:
        return next((one.label(self.lang) for one in choices if one.code == code), code)

    def columns(self, *given: tuple[Message, float, bool]) -> tuple[Column, ...]:
        first = Column(self.say(message("No.")), 5.5)
        return (first, *(Column(self.say(title), share, right) for title, share, right in given))


def _numbered(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple((str(place), *row) for place, row in enumerate(rows, start=1))


def groups_table(groups: Sequence[Group], title: str, head: Message, w: Wording) -> Table:
    """Return projects and money by sector or agency, with a line of sums."""
    columns = w.columns(
        (head, 18.5, False),
        (message("All"), 5.2, True),
        (message("Late"), 7.5, True),
        (message("Not reported"), 9, True),
        (message("On time or ahead"), 9, True),
        (message("Not compared"), 10, True),
        (message("Investment, VND billion"), 12, True),
        (message("Works"), 8, True),
        (message("Year’s plan, VND billion"), 9.5, True),
        (message("Disbursed"), 10.5, True),
    )
    rows = [_group_cells(group, w) for group in groups]
    return Table(title, columns, (*_numbered(rows), _sums(groups, w)), sums=True)


def _group_cells(group: Group, w: Wording) -> tuple[str, ...]:
    unnamed = w.say(message("no lead agency named"))
    return (
        group.name or unnamed,
        w.number(group.projects),
        w.number(group.late),
        w.number(group.not_reported),
        w.number(group.well),
        w.number(group.outside),
        w.billions(group.investment_vnd),
        w.percent(group.progress),
        w.billions(group.capital_vnd),
        w.percent(_share(group.paid_vnd, group.capital_vnd)),
    )


def _share(part: int | None, whole: int | None) -> float | None:
    return 100 * part / whole if part is not None and whole else None


def _sums(groups: Sequence[Group], w: Wording) -> tuple[str, ...]:
    def total(values: Iterable[int | None]) -> int | None:
        known = [value for value in values if value is not None]
        return sum(known) if known else None

    capital = total(group.capital_vnd for group in groups)
    paid = total(group.paid_vnd for group in groups)
    counts = ("projects", "late", "not_reported", "well", "outside")
    return (
        "",
        w.say(message("Total")),
        *(w.number(sum(getattr(group, name) for group in groups)) for name in counts),
        w.billions(total(group.investment_vnd for group in groups)),
        "",
        w.billions(capital),
        w.percent(_share(paid, capital)),
    )


def late_table(late: Sequence[LateProject], w: Wording) -> Table:
    """Return late projects with their reasons; where nobody gave one it says so."""
    columns = w.columns(
        (message("Project"), 24, False),
        (message("Lead agency"), 15, False),
        (message("Days late"), 8, True),
        (message("Works / plan"), 10.5, True),
        (message("Finish (plan; forecast)"), 14, True),
        (message("Reason"), 27.5, False),
    )
    rows = [_late_cells(one, w) for one in late]
    return Table(w.say(message("Late projects and their reasons")), columns, _numbered(rows))


def _late_cells(one: LateProject, w: Wording) -> tuple[str, ...]:
    finish = w.day(one.planned_finish)
    if one.forecast_finish and one.forecast_finish != one.planned_finish:
        finish = f"{finish}; {w.day(one.forecast_finish)}"
    return (
        f"{one.name} ({one.code})",
        one.agency or NONE,
        w.number(one.days_late),
        f"{w.percent(one.progress)} / {w.percent(one.planned_progress)}",
        finish,
        "; ".join(one.reasons) or w.say(message("no reason reported")),
    )


def obstacles_table(obstacles: Sequence[OverdueObstacle], w: Wording) -> Table:
    """Return obstacles and tasks past their day, the longest overdue first."""
    columns = w.columns(
        (message("Project"), 25, False),
        (message("Obstacle or task"), 31, False),
        (message("Agency to resolve it"), 22, False),
        (message("Due"), 13.5, True),
        (message("Days overdue"), 9, True),
    )
    rows = [_obstacle_cells(one, w) for one in obstacles]
    title = message("Obstacles and tasks past their day, the longest overdue first")
    return Table(w.say(title), columns, _numbered(rows))


def _obstacle_cells(one: OverdueObstacle, w: Wording) -> tuple[str, ...]:
    agency = one.agency or w.say(message("no agency named"))
    if one.escalated_to:
        agency += w.say(message("; escalated to {agency}", agency=one.escalated_to))
    return (
        f"{one.project} ({one.code})",
        f"{one.kind}: {one.description}",
        agency,
        w.day(one.due),
        w.number(one.days),
    )


def silent_table(silent: Sequence[SilentAgency], w: Wording) -> Table:
    """Return every agency that owes reports, with the projects it did not report."""
    columns = w.columns(
        (message("Agency"), 25, False),
        (message("Projects due"), 10, True),
        (message("Not reported"), 10, True),
        (message("Last report"), 13.5, True),
        (message("Projects not reported"), 37, False),
    )
    rows = [
        (
            one.name or w.say(message("no lead agency named")),
            w.number(one.due),
            w.number(one.missing),
            w.day(one.last_report) if one.last_report else w.say(message("never")),
            "; ".join(one.projects),
        )
        for one in silent
    ]
    title = w.say(message("Agencies that did not report, or not all"))
    return Table(title, columns, _numbered(rows))


def events_table(events: Sequence[Event], title: Message, head: Message, w: Wording) -> Table:
    """Return works that began or ended in the period, in the order of their days."""
    columns = w.columns(
        (message("Project"), 50, False), (message("Lead agency"), 32, False), (head, 13, True)
    )
    rows = [(f"{one.name} ({one.code})", one.agency or NONE, w.day(one.day)) for one in events]
    return Table(w.say(title), columns, _numbered(rows))


def money_table(slow: Sequence[SlowMoney], w: Wording) -> Table:
    """Return projects whose disbursement is behind, the largest sums not paid first.

    A longer table says how many it leaves out; the tables by sector and agency count them all.
    """
    columns = w.columns(
        (message("Project"), 37, False),
        (message("Lead agency"), 24, False),
        (message("Year’s plan, VND billion"), 12, True),
        (message("Disbursed, VND billion"), 12, True),
        (message("Of the plan"), 10, True),
    )
    rows = [
        (
            f"{one.name} ({one.code})",
            one.agency or NONE,
            w.billions(one.capital_vnd),
            w.billions(one.paid_vnd),
            w.percent(one.percent),
        )
        for one in slow[:MOST_SLOW]
    ]
    title = message("Projects whose disbursement is behind")
    if len(slow) > MOST_SLOW:
        title = message(
            "Projects whose disbursement is behind: {shown} of {all}, those with most not paid",
            shown=MOST_SLOW,
            all=len(slow),
        )
    return Table(w.say(title), columns, _numbered(rows))


def targets_table(targets: Sequence[TargetLine], w: Wording) -> Table:
    """Return the lists of works to start and to finish, with what has come of them."""
    columns = w.columns(
        (message("List"), 36, False),
        (message("Works listed"), 10, True),
        (message("Result"), 50, False),
    )
    rows = [(one.name, w.number(one.works), _results(one, w)) for one in targets]
    title = w.say(message("Works to start and to finish: results"))
    return Table(title, columns, _numbered(rows))


def _results(one: TargetLine, w: Wording) -> str:
    return "; ".join(
        f"{w.choice(RESULTS, code).lower()}:{NBSP}{w.number(count)}"
        for code, count in one.results.items()
    )


def schedule_words(facts: PeriodFacts, w: Wording) -> str:
    """Return how many projects have each status, in one sentence."""
    found = facts.schedules
    return w.say(
        message(
            "Late: {late}; not reported: {not_reported}; on time: {on_time}; ahead of the plan:"
            " {ahead}; not compared (completed, suspended or cancelled): {outside}.",
            **{name: w.number(count) for name, count in found.items()},
        )
    )

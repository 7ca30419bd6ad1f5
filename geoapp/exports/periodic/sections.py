"""The body of a periodic report: facts in words, tables, charts and maps, in their order."""

from collections.abc import Iterator, Sequence

from geoapp.charts.chart import Chart
from geoapp.charts.groups import GroupCount, groups_chart
from geoapp.charts.statuses import statuses_chart
from geoapp.domain.formatting import say_date, say_money, say_month
from geoapp.domain.messages import Message, message
from geoapp.exports.periodic.facts import Group, PeriodFacts
from geoapp.exports.periodic.maps import appendix
from geoapp.exports.periodic.material import Material
from geoapp.exports.periodic.monthly import money_by_month, works_by_month
from geoapp.exports.periodic.parts import (
    ChartPicture,
    Heading,
    Paragraph,
    Part,
    Table,
)
from geoapp.exports.periodic.tables import (
    Wording,
    events_table,
    groups_table,
    late_table,
    money_table,
    obstacles_table,
    schedule_words,
    silent_table,
    targets_table,
)
from geoapp.exports.remarks import remarks

WORKS = message("Works against the plan by month")
DISBURSEMENT = message("Disbursement against the plan")
EVENTS = message("Works begun and completed")
TARGETS = message("Target lists")
CAUSES = message("Causes and limits")
ROMAN = ("I", "II", "III", "IV", "V", "VI")
# As many bars as stand on a page with the table that has them all; the worst come first.
MOST_BARS = 8


def body(given: Material) -> tuple[Part, ...]:
    """Return the numbered parts, then the appendix of maps."""
    w = Wording(given.content.lang)
    chapters = [
        (message("General situation"), _situation(given, w)),
        (message("Results"), _results(given, w)),
        (message("Shortcomings and obstacles"), _obstacles(given, w)),
        (message("Tasks of the next period"), _written(given, "next")),
        (message("Proposals"), _written(given, "proposals")),
    ]
    filled = [(title, found) for title, parts in chapters if (found := list(parts))]
    numbered: list[Part] = []
    for number, (title, found) in zip(ROMAN, filled, strict=False):
        numbered += [Heading(f"{number}. {w.say(title).upper()}", 1), *found]
    return (*numbered, *appendix(given, w))


def _written(given: Material, code: str) -> Iterator[Part]:
    yield from (Paragraph(text) for text in given.texts.paragraphs(code))


def _situation(given: Material, w: Wording) -> Iterator[Part]:
    facts = given.facts
    if not facts.projects:
        yield Paragraph(w.say(message("No project matches what this report was asked for.")))
        yield from _written(given, "assessment")
        return
    yield Paragraph(f"{_followed(facts, w)} {schedule_words(facts, w)}")
    yield Paragraph(" ".join(_standing(facts, w)))
    if "charts" in given.pictures:
        title = w.say(message("Projects against the plan"))
        yield ChartPicture(title, statuses_chart(facts.schedules, w.lang))
    yield from _written(given, "assessment")
    yield from (Paragraph(text, small=True) for text in remarks(given.content))


def _followed(facts: PeriodFacts, w: Wording) -> str:
    money = say_money(facts.investment_vnd, w.lang) if facts.investment_vnd is not None else None
    day, projects = say_date(facts.day, w.lang), w.number(facts.projects)
    if money is None:
        return w.say(message("On {day}, {projects} projects are followed.", day=day,
                             projects=projects))  # fmt: skip
    return w.say(
        message(
            "On {day}, {projects} projects are followed, with a total investment of {money}"
            " ({known} projects have a figure).",
            day=day,
            projects=projects,
            money=money,
            known=w.number(facts.investment_known),
        )
    )


def _standing(facts: PeriodFacts, w: Wording) -> Iterator[str]:
    if facts.progress is not None:
        yield w.say(
            message(
                "Works done, weighted by investment over {known} projects: {percent}.",
                known=w.number(facts.progress_known),
                percent=w.percent(facts.progress),
            )
        )
    yield w.say(
        message(
            "Works begun in the period: {started}; completed: {finished}; standing still:"
            " {stalled}; obstacles and tasks past their day: {obstacles}; agencies that did not"
            " report all that was due for {month}: {agencies}.",
            started=w.number(len(facts.started)),
            finished=w.number(len(facts.finished)),
            stalled=w.number(facts.stalled),
            obstacles=w.number(len(facts.obstacles)),
            agencies=w.number(len(facts.silent)),
            month=say_month(facts.month_due, w.lang),
        )
    )


def _results(given: Material, w: Wording) -> Iterator[Part]:
    facts = given.facts
    if not facts.projects:
        return
    places = iter(range(1, 10))
    yield Heading(f"{next(places)}. {w.say(WORKS)}", 2)
    yield from works_by_month(given, w)
    by_sector = message("By sector"), message("Sector"), facts.sectors
    by_agency = message("By lead agency"), message("Lead agency"), facts.agencies
    for title, head, groups in (by_sector, by_agency):
        yield Heading(f"{next(places)}. {w.say(title)}", 2)
        yield groups_table(groups, w.say(message("Projects and money")), head, w)
        if "charts" in given.pictures:
            yield ChartPicture(_chart_title(title, groups, w), _chart(groups, head, w))
    yield Heading(f"{next(places)}. {w.say(DISBURSEMENT)}", 2)
    yield from _money(given, w)
    yield Heading(f"{next(places)}. {w.say(EVENTS)}", 2)
    yield from _events(facts, w)
    if facts.targets:
        yield Heading(f"{next(places)}. {w.say(TARGETS)}", 2)
        yield targets_table(facts.targets, w)


def _chart_title(title: Message, groups: Sequence[Group], w: Wording) -> str:
    if len(groups) <= MOST_BARS:
        return w.say(title)
    return w.say(message("{title}: the {count} with most late projects",
                         title=w.say(title), count=MOST_BARS))  # fmt: skip


def _chart(groups: Sequence[Group], head: Message, w: Wording) -> Chart:
    unnamed = w.say(message("no lead agency named"))
    shown = [
        GroupCount(group.name or unnamed, group.late, group.not_reported, group.well)
        for group in groups[:MOST_BARS]
    ]
    return groups_chart(shown, head, w.lang)


def _money(given: Material, w: Wording) -> Iterator[Part]:
    money = given.facts.money
    if not money.planned or money.percent is None:
        yield Paragraph(w.say(message("No project has a capital plan for {year}.",
                                      year=str(money.year))))  # fmt: skip
        return
    yield Paragraph(
        w.say(
            message(
                "The capital plan of {year} is {plan} for {planned} projects; {told} of them told"
                " what they paid: {paid}, or {percent} of the plan. An even year would have paid"
                " {even} by this day.",
                year=str(money.year),
                plan=say_money(money.capital_vnd, w.lang),
                planned=w.number(money.planned),
                told=w.number(money.told),
                paid=say_money(money.paid_vnd, w.lang),
                percent=w.percent(money.percent),
                even=w.percent(money.planned_percent),
            )
        )
    )
    yield from money_by_month(given, w)
    if money.behind:
        yield money_table(money.behind, w)


def _events(facts: PeriodFacts, w: Wording) -> Iterator[Part]:
    named = (
        (facts.started, message("Works begun in the period"), message("Begun on"),
         message("No work began in the period.")),
        (facts.finished, message("Works completed in the period"), message("Completed on"),
         message("No work was completed in the period.")),
    )  # fmt: skip
    for events, title, head, none in named:
        yield events_table(events, title, head, w) if events else Paragraph(w.say(none))


def _obstacles(given: Material, w: Wording) -> Iterator[Part]:
    facts = given.facts
    tables: list[tuple[Message, Table | None, Message]] = [
        (
            message("Late projects"),
            late_table(facts.late, w) if facts.late else None,
            message("No project is late."),
        ),
        (
            message("Overdue obstacles and tasks"),
            obstacles_table(facts.obstacles, w) if facts.obstacles else None,
            message("No obstacle and no task is past its day."),
        ),
        (
            message("Agencies that did not report"),
            silent_table(facts.silent, w) if facts.silent else None,
            message("Every agency reported what was due."),
        ),
    ]
    if not facts.projects:
        yield from _written(given, "causes")
        return
    for place, (title, table, none) in enumerate(tables, start=1):
        yield Heading(f"{place}. {w.say(title)}", 2)
        yield table or Paragraph(w.say(none))
    written = list(_written(given, "causes"))
    if written:
        yield Heading(f"{len(tables) + 1}. {w.say(CAUSES)}", 2)
        yield from written

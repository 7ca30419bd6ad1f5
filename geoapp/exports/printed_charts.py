"""The charts of an export: works and money by month, projects by status and by sector."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from geoapp.charts.chart import Chart
from geoapp.charts.disbursement import disbursement_chart
from geoapp.charts.groups import GroupCount, groups_chart
from geoapp.charts.progress import progress_chart
from geoapp.charts.statuses import OUTSIDE, statuses_chart
from geoapp.domain.messages import message, say
from geoapp.exports import words
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.told_months import ToldMonths

WELL: Final = ("on_time", "ahead")
# More bars would have to be too small to be read on a quarter of a page.
MOST_SECTORS: Final = 8


@dataclass(frozen=True)
class TitledChart:
    """A chart of all projects; `kind` is works, money, statuses or sectors.

    `empty` has nothing to draw: its sentence says why.
    """

    kind: str
    title: str
    chart: Chart
    empty: bool = False


def charts_of(content: ExportContent) -> tuple[TitledChart, ...]:
    """Return the charts of all projects; works and money say it where nobody reported."""
    if content.told is None or not content.projects:
        return ()
    lang = content.lang
    statuses = statuses_chart(_statuses(content), lang)
    sectors = _with_uncounted(groups_chart(_sectors(content), message("Sector"), lang), content)
    return (
        works_chart(content, content.told),
        money_chart(content, content.told),
        TitledChart("statuses", say(message("Projects against the plan"), lang), statuses),
        TitledChart("sectors", say(message("Late projects by sector"), lang), sectors),
    )


def works_chart(content: ExportContent, told: ToldMonths) -> TitledChart:
    """Return the average works against the average plan by month."""
    title = say(message("Works done and planned by month, simple average, %"), content.lang)
    chart = progress_chart(told.works, content.lang, until=told.due)
    return TitledChart("works", title, chart, empty=not told.works)


def money_chart(content: ExportContent, told: ToldMonths) -> TitledChart:
    """Return what was paid of the year's plan by month."""
    title = message("Disbursed of the plan of {year}, billion VND", year=str(content.day.year))
    chart = disbursement_chart(told.paid, told.plan_vnd, content.lang)
    return TitledChart("money", say(title, content.lang), chart, empty=not told.paid)


def project_chart(content: ExportContent, project: ExportedProject) -> Chart | None:
    """Return a project's works against its plan by month, None where nobody ever reported."""
    told = content.told
    code, schedule = str(project.properties["code"]), project.properties["schedule"]
    if told is None or not told.of_project.get(code):
        return None
    # Reports of what is suspended or done are not awaited: no gap stands for them.
    until = told.due if schedule else None
    return progress_chart(told.of_project[code], content.lang, schedule or OUTSIDE, until)


def _statuses(content: ExportContent) -> dict[str, int]:
    return Counter(one.properties["schedule"] or OUTSIDE for one in content.projects)


def _with_uncounted(chart: Chart, content: ExportContent) -> Chart:
    """Say how many projects no bar holds: readers add bars up and miss them."""
    outside = _statuses(content).get(OUTSIDE, 0)
    if not outside:
        return chart
    words = message("Not counted: {count} suspended, cancelled or done.", count=outside)
    return replace(chart, sentence=f"{chart.sentence} {say(words, content.lang)}")


def _sectors(content: ExportContent) -> list[GroupCount]:
    """Return the sectors, those with most late projects first, a long rest as one."""
    found: dict[str, Counter[str]] = {}
    for one in content.projects:
        counts = found.setdefault(one.properties["sector"], Counter())
        counts[one.properties["schedule"] or OUTSIDE] += 1
    named = [
        _group(words.label("sector", sector, content.lang), counts)
        for sector, counts in found.items()
    ]
    groups = sorted(
        (one for one in named if one.all), key=lambda one: (-one.late, -one.all, one.name)
    )
    if len(groups) <= MOST_SECTORS:
        return groups
    first, rest = groups[: MOST_SECTORS - 1], groups[MOST_SECTORS - 1 :]
    return [*first, _together(rest, content.lang)]


def _group(name: str, counts: Mapping[str, int]) -> GroupCount:
    well = sum(counts.get(status, 0) for status in WELL)
    return GroupCount(name, counts.get("late", 0), counts.get("not_reported", 0), well)


def _together(groups: Sequence[GroupCount], lang: str) -> GroupCount:
    return GroupCount(
        say(message("{count} other sectors", count=len(groups)), lang),
        late=sum(one.late for one in groups),
        not_reported=sum(one.not_reported for one in groups),
        well=sum(one.well for one in groups),
    )

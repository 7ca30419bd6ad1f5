"""Projects by area, sector or agency: late, not reported, on time or ahead; "late / all"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geoapp.charts.bar_names import bar_heights, bar_key, name_rows
from geoapp.charts.chart import Chart, ChartTable, with_rows
from geoapp.charts.counted_bars import PARTS, counted_bars
from geoapp.domain.formatting import say_number
from geoapp.domain.messages import Message, message, say

# Width of a strong figure behind a bar, px, and of the space before it.
DIGIT, BEFORE = 9, 11


@dataclass(frozen=True)
class GroupCount:
    """Projects of one area, sector or agency; what stands outside the schedule is in none."""

    name: str
    late: int
    not_reported: int
    well: int

    @property
    def all(self) -> int:
        return self.late + self.not_reported + self.well


def groups_chart(groups: Sequence[GroupCount], name_head: Message, lang: str) -> Chart:
    """Draw the groups in the order given, worst first; `name_head` names them in the table."""
    names = [group.name for group in groups]
    rows = {
        "bars": [row for place, group in enumerate(groups) for row in _parts(place, group)],
        "names": name_rows(names),
        "figures": [_figure(place, group, lang) for place, group in enumerate(groups)],
    }
    spec = with_rows(counted_bars(lang, explained=True), rows, **bar_heights(names))
    return Chart(spec, _sentence(groups, lang), _table(groups, name_head, lang))


def _parts(place: int, group: GroupCount) -> list[dict[str, Any]]:
    """Return the parts of a bar one behind the other; what is not there has no width."""
    rows, start = [], 0
    for part in PARTS:
        count = getattr(group, part)
        if count:
            rows.append({"key": bar_key(place), "part": part, "start": start, "end": start + count})
        start += count
    return rows


def _figure(place: int, group: GroupCount, lang: str) -> dict[str, Any]:
    strong = say_number(group.late, lang, 0)
    return {
        "key": bar_key(place),
        "at": group.all,
        "strong": strong,
        "rest": f"/ {say_number(group.all, lang, 0)}",
        "skip": BEFORE + DIGIT * len(strong),
        "tone": "late" if group.late else "outside",
    }


def _sentence(groups: Sequence[GroupCount], lang: str) -> str:
    late, every = sum(group.late for group in groups), sum(group.all for group in groups)
    if not groups:
        return say(message("No projects to count."), lang)
    said = say(message("Late projects: {late} of {all}.", late=late, all=every), lang)
    worst = max(groups, key=lambda group: group.late)
    if worst.late:
        most = message("Most of them: {name}, {late} of {all}.", name=worst.name,
                       late=worst.late, all=worst.all)  # fmt: skip
        said += " " + say(most, lang)
    return said


def _table(groups: Sequence[GroupCount], name_head: Message, lang: str) -> ChartTable:
    heads = (
        name_head, message("Late"), message("Not reported"), message("On time or ahead"),
        message("All"),
    )  # fmt: skip
    cells = (
        (
            group.name,
            *(
                say_number(count, lang, 0)
                for count in (group.late, group.not_reported, group.well, group.all)
            ),
        )
        for group in groups
    )
    return ChartTable(tuple(say(head, lang) for head in heads), tuple(cells))

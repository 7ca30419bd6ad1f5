"""The words at the right end of two lines: plan, works done, and what lies between them."""

import re
from collections.abc import Sequence
from typing import Any

from geoapp.charts.month_axis import short_month
from geoapp.charts.month_progress import MonthProgress
from geoapp.charts.theme import NORMAL, SMALL
from geoapp.domain.formatting import say_number, say_percent
from geoapp.domain.messages import Message, message, say

# Least distance of words from words, in points of percent of a chart 220 px high.
APART = 8.5
# Where each takes two lines.
APART_NARROW = 15.5


def end_labels(months: Sequence[MonthProgress], lang: str, tone: str) -> list[dict[str, Any]]:
    """Return words from below, where they stand (0 to 100), their tone and size, kept apart.

    `lines` and `narrow_at` are theirs where the chart is narrow.
    """
    plan = next((one for one in reversed(months) if one.planned is not None), None)
    done = next((one for one in reversed(months) if one.actual is not None), None)
    labels = []
    if plan and plan.planned is not None:
        words = message("Plan {percent}", percent=say_percent(plan.planned, lang))
        labels.append(_label(plan.planned, say(words, lang), "plan", NORMAL))
    if done and done.actual is not None:
        labels.append(_label(done.actual, _done_words(done, months[-1], lang), tone, NORMAL))
        if done.planned is not None:
            middle = (done.actual + done.planned) / 2
            said = say(difference(done.actual, done.planned, lang), lang)
            labels.append(_label(middle, said, "outside", SMALL))
    labels.sort(key=lambda label: label["at"])
    places = [label["at"] for label in labels]
    for label, wide, narrow in zip(
        labels, _apart(places, APART), _apart(places, APART_NARROW), strict=True
    ):
        label |= {"at": wide, "narrow_at": narrow}
    return labels


def difference(actual: float, planned: float, lang: str) -> Message:
    """Return how far works stand from the plan: 21 points behind, 3 points ahead, on plan."""
    # As people read both figures, so that the difference is the one they would work out.
    points = round(actual, 1) - round(planned, 1)
    said = say_number(abs(points), lang)
    if said == "0":
        return message("as planned")
    if said == "1":
        return message("1 point behind") if points < 0 else message("1 point ahead")
    if points < 0:
        return message("{points} points behind", points=said)
    return message("{points} points ahead", points=said)


def _done_words(done: MonthProgress, last: MonthProgress, lang: str) -> str:
    percent = say_percent(done.actual or 0, lang)
    if done.month == last.month:
        return say(message("Done {percent}", percent=percent), lang)
    return f"{short_month(done.month, lang)}: {percent}"


def _label(at: float, words: str, tone: str, size: int) -> dict[str, Any]:
    return {"at": at, "words": words, "lines": two_lines(words), "tone": tone, "size": size}


def two_lines(words: str) -> list[str]:
    """Break words before their figure, or behind it where it comes first, for narrow charts."""
    inside = re.search(r" (?=\d)", words)
    if words[0].isdigit():
        return words.rsplit(" ", 1)
    return (
        words.split(" ", 1) if inside is None else [words[: inside.start()], words[inside.end() :]]
    )


def _apart(places: Sequence[float], distance: float) -> list[float]:
    """Move places, in order, up and then down as little as keeps them apart and inside."""
    moved, floor = [], 0.0
    for place in places:
        moved.append(max(place, floor))
        floor = moved[-1] + distance
    ceiling = 100.0
    for index in reversed(range(len(moved))):
        moved[index] = min(moved[index], ceiling)
        ceiling = moved[index] - distance
    return moved

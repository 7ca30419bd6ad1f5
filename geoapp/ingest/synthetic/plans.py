"""When made-up projects start and end, what they report, and how that stands against the plan."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from geoapp.domain.months import last_month_due

Days = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Share of projects in each stage, of the plan's time that has gone (from, to), and how many of
# them have a baseline and a report.
STAGES = {
    "implementation": (0.56, (0.05, 1.15), 0.95, 0.92),
    "preparation": (0.18, (-0.5, 0.0), 0.6, 0.6),
    "completion": (0.12, (1.05, 1.6), 0.95, 0.95),
    "suspended": (0.04, (0.2, 1.2), 0.9, 0.8),
    "cancelled": (0.03, (0.2, 1.2), 0.5, 0.3),
    "unknown": (0.07, (0.0, 1.0), 0.15, 0.05),
}
DUE_DAY = 20
SILENT, DRAGGING, EXTENDED = 0.12, 0.12, 0.1


class Plans:
    """Baselines and last reports of `count` projects; dates are ordinals, `has_*` says where.

    `planned` and `days_behind` are those of the baseline's straight line on the day of the report.
    """

    def __init__(self, random: np.random.Generator, count: int, today: date) -> None:
        shares = [row[0] for row in STAGES.values()]
        stage = random.choice(len(STAGES), count, p=shares)
        self.stage = np.array(list(STAGES))[stage]
        self.has_plan = random.random(count) < np.array([row[2] for row in STAGES.values()])[stage]
        self.has_report = (
            random.random(count) < np.array([row[3] for row in STAGES.values()])[stage]
        )
        low, high = np.array([row[1] for row in STAGES.values()])[stage].T
        length = random.integers(400, 2200, count)
        self.start = today.toordinal() - np.rint(random.uniform(low, high) * length).astype(int)
        self.finish = self.start + length
        later = (random.random(count) < EXTENDED) * random.integers(60, 400, count)
        self.planned_finish = self.finish + later
        self.month, self.reported = _last_report(random, count, today)
        self.planned = planned_on(self.reported, self.start, self.finish)
        self.progress = self._progress(random, count)
        gone = np.rint(length * self.progress.astype(np.float64) / 100).astype(int)
        self.days_behind = self.reported - (self.start + gone)

    def _progress(self, random: np.random.Generator, count: int) -> NDArray[np.float32]:
        drag = (random.random(count) < DRAGGING) * random.uniform(5, 35, count)
        done = np.clip(self.planned + random.normal(-0.5, 4.5, count) - drag, 0, 99.5)
        done = np.where(self.stage == "completion", 100, done)
        return np.round(done, 1).astype(np.float32)


def planned_on(day: Days, start: Days, finish: Days) -> NDArray[np.float32]:
    """Percent of the straight line between start and finish on each day."""
    return np.clip(100 * (day - start) / (finish - start), 0, 100).astype(np.float32)


def _last_report(random: np.random.Generator, count: int, today: date) -> tuple[Days, Days]:
    """Months (ordinals of their first days) and days; most for the month last due."""
    month = last_month_due(today, DUE_DAY)
    firsts = np.array([_months_before(month, back).toordinal() for back in range(8)])
    silent = random.random(count) < SILENT
    chosen = firsts[np.where(silent, random.integers(1, 8, count), 0)]
    return chosen, chosen + random.integers(8, 18, count)


def _months_before(month: date, back: int) -> date:
    index = month.year * 12 + month.month - 1 - back
    return date(index // 12, index % 12 + 1, 1)

"""What a target list asks of a project, and what has come of it by a day."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from geoapp.domain.choices import MILESTONES, Choice

LIST_KINDS: Final = (
    Choice("list", "Danh mục công trình mục tiêu", "Target list"),
    Choice("programme", "Chương trình, đề án, quy hoạch", "Programme or plan"),
)
# Milestones that a list can ask for: those that every project has at most once.
TARGET_MILESTONES: Final = tuple(one for one in MILESTONES if one.code != "other")
# Worst first, as everywhere.
RESULTS: Final = (
    Choice("overdue", "Quá hạn, chưa đạt", "Overdue"),
    Choice("expected_late", "Dự kiến chậm", "Expected late"),
    Choice("not_reported", "Chưa báo cáo", "Not reported"),
    Choice("open", "Chưa đến hạn", "Not due yet"),
    Choice("expected", "Dự kiến đúng hạn", "Expected in time"),
    Choice("reached_late", "Đã đạt, chậm hạn", "Reached late"),
    Choice("reached", "Đã đạt", "Reached"),
    Choice("undated", "Không đặt thời hạn", "No day set"),
    Choice("outside", "Tạm dừng hoặc đã hủy", "Suspended or cancelled"),
)
# Begun: the groundbreaking lies behind a project of these stages, whatever its day.
BEGUN: Final = frozenset({"implementation", "completion"})
STOPPED: Final = frozenset({"suspended", "cancelled"})


@dataclass(frozen=True, kw_only=True)
class TargetState:
    """What is known on `day` of a project and the milestone that a list asks of it.

    `actual` and `forecast` are the milestone's; `schedule` is the project's status by the one
    rule of the service, None where the project stands outside of it.
    """

    day: date
    milestone: str
    target: date | None
    stage: str
    schedule: str | None
    actual: date | None
    forecast: date | None


@dataclass(frozen=True)
class Result:
    """What has come of a target: `code` of `RESULTS`.

    `on` is when it was reached or is expected; `days_late` counts from the target, to that day
    or to today.
    """

    code: str
    on: date | None = None
    days_late: int | None = None


def result_of(state: TargetState) -> Result:
    """Return the result by a fixed order: reached, stopped, undated, silent, overdue, forecast."""
    if state.actual is not None or _lies_behind(state):
        late = _days_after(state.actual, state.target)
        return Result("reached_late" if late else "reached", state.actual, late)
    if state.stage in STOPPED:
        return Result("outside")
    if state.target is None:
        return Result("undated", state.forecast)
    if state.schedule == "not_reported":
        return Result("not_reported", None, _days_after(state.day, state.target))
    if overdue := _days_after(state.day, state.target):
        return Result("overdue", state.forecast, overdue)
    if state.forecast is None:
        return Result("open")
    late = _days_after(state.forecast, state.target)
    return Result("expected_late" if late else "expected", state.forecast, late)


def _lies_behind(state: TargetState) -> bool:
    """Tell whether the stage says that it was reached, though nobody wrote down the day."""
    if state.milestone == "groundbreaking":
        return state.stage in BEGUN
    return state.milestone == "completion" and state.stage == "completion"


def _days_after(day: date | None, target: date | None) -> int | None:
    """Return by how many days `day` lies behind the target, None where it does not."""
    if day is None or target is None or day <= target:
        return None
    return (day - target).days

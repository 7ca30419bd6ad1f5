"""What is computed of one project for a day, and in words how: nothing of it is ever typed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geoapp.domain.formatting import BILLION
from geoapp.domain.messages import Message, day_message, message
from geoapp.domain.schedule import Standing

# A pace is kept in points a day, and said in points a month.
DAYS_A_MONTH = 30.4


@dataclass(frozen=True, kw_only=True)
class ProjectFigures:
    """Percent 0-100, money in VND, `pace` in points a day; unknown is None.

    `planned_progress` is the plan of the day of the last report, `planned_today` of the day of
    `standing`, made from `milestones` or a straight `line` (`planned_by`).
    """

    standing: Standing
    stage: str
    progress: float | None
    planned_progress: float | None
    pace: float | None
    report_month: date | None
    last_report: date | None
    unchanged_since: date | None
    baseline_start: date | None
    baseline_finish: date | None
    planned_finish: date | None
    actual_finish: date | None
    planned_today: float | None
    planned_by: str | None
    schedule: str | None
    days_late: int | None
    forecast_finish: date | None
    forecast_by_pace: bool
    capital_vnd: int | None
    paid_vnd: int | None
    paid_percent: float | None
    paid_planned_percent: float
    disbursement_behind: bool
    stalled: bool
    months_missing: int | None

    def explained(self) -> Iterator[tuple[str, Message]]:
        """Yield the name of each figure with how it was computed."""
        yield "planned_today", self.how_planned
        yield "schedule", self.how_schedule
        yield "forecast_finish", self.how_forecast
        yield "paid_percent", self.how_paid
        if self.stalled:
            yield "stalled", self.how_stalled

    @property
    def how_planned(self) -> Message:
        """Say what the plan of the day follows."""
        if self.planned_today is None:
            return message("No dates were approved as a baseline, so there is no plan to compare.")
        values = {"percent": round(self.planned_today, 1), "day": day_message(self.standing.day)}
        if self.planned_by == "milestones":
            return message("By the plan’s milestones: {percent}% on {day}.", **values)
        return message(
            "A straight line between the baseline’s dates, {start} and {finish}: {percent}% on "
            "{day}.",
            start=_day(self.baseline_start),
            finish=_day(self.baseline_finish),
            **values,
        )

    @property
    def how_schedule(self) -> Message:
        """Say which comparison made the schedule status."""
        if self.schedule == "not_reported":
            return self._how_silent
        if self.schedule is None:
            return (
                message("Nothing was approved to compare the reports with.")
                if self.stage not in ("suspended", "cancelled", "completion")
                else message("Completed, suspended and cancelled works are not compared.")
            )
        past = self._days_past_finish
        if past and past == self.days_late:
            return message(
                "The planned finish {finish} passed {days} days ago.",
                finish=_day(self.planned_finish),
                days=past,
            )
        return self._how_compared

    @property
    def _how_compared(self) -> Message:
        values = {
            "day": _day(self.last_report),
            "progress": _percent(self.progress),
            "planned": _percent(self.planned_progress),
            "points": float(self.standing.points),
        }
        if self.schedule == "late":
            return message(
                "The report of {day} shows {progress}% where the plan asked for {planned}%: more "
                "than {points} points behind. The plan had {progress}% {days} days before.",
                days=self.days_late,
                **values,
            )
        if self.schedule == "ahead":
            return message(
                "The report of {day} shows {progress}% where the plan asked for {planned}%: more "
                "than {points} points before.",
                **values,
            )
        if self.planned_progress is None:
            return message("The planned finish {day} has not come.", day=_day(self.planned_finish))
        return message(
            "The report of {day} shows {progress}% where the plan asked for {planned}%: within "
            "{points} points.",
            **values,
        )

    @property
    def _how_silent(self) -> Message:
        due = self.standing.month_due
        values = {"month": message("{month}/{year}", month=f"{due:%m}", year=due.year)}
        if self.last_report is None:
            return message("No report ever came; that of {month} was due last.", **values)
        return message(
            "The last report came on {day}; that of {month} was due last ({months} missing).",
            day=_day(self.last_report),
            months=self.months_missing,
            **values,
        )

    @property
    def how_forecast(self) -> Message:
        """Say what the forecast of the finish follows."""
        if self.stage == "completion":
            return message("The works are finished.")
        if self.forecast_finish is None:
            return message("The reports show no pace, and nobody stated a forecast.")
        if not self.forecast_by_pace:
            return message("As stated; the last reports show no pace to go by.")
        return message(
            "At the pace of the last three months, {pace} points a month, from {progress}% on "
            "{day}.",
            pace=round((self.pace or 0) * DAYS_A_MONTH, 1),
            progress=_percent(self.progress),
            day=_day(self.last_report),
        )

    @property
    def how_paid(self) -> Message:
        """Say what the disbursement is compared with."""
        year = self.standing.day.year
        if not self.capital_vnd:
            return message("No capital is planned for {year}.", year=year)
        if self.paid_vnd is None:
            return message("No report of {year} tells what was paid.", year=year)
        values = {
            "year": year,
            "paid": _billions(self.paid_vnd),
            "plan": _billions(self.capital_vnd),
            "even": round(self.paid_planned_percent, 1),
            "day": day_message(self.standing.day),
        }
        if self.disbursement_behind:
            return message(
                "{paid} of the {plan} billion VND planned for {year}; an even year would have paid "
                "{even}% by {day}: more than {points} points behind.",
                points=float(self.standing.rule.disbursement_points),
                **values,
            )
        return message(
            "{paid} of the {plan} billion VND planned for {year}; an even year would have paid "
            "{even}% by {day}.",
            **values,
        )

    @property
    def how_stalled(self) -> Message:
        """Say since when the percent stands."""
        since = self.unchanged_since or date.min
        return message(
            "The reports say {progress}% since {month}: no rise for {months} months.",
            progress=_percent(self.progress),
            month=message("{month}/{year}", month=f"{since:%m}", year=since.year),
            months=self._months_still,
        )

    @property
    def _months_still(self) -> int:
        since, until = self.unchanged_since, self.report_month
        if since is None or until is None:
            return 0
        return (until.year - since.year) * 12 + until.month - since.month

    @property
    def _days_past_finish(self) -> int:
        finish = self.planned_finish
        return max(0, (self.standing.day - finish).days) if finish else 0


def _day(day: date | None) -> Message | str:
    return "–" if day is None else day_message(day)


def _percent(value: float | None) -> float | str:
    return "–" if value is None else round(float(value), 1)


def _billions(vnd: int) -> float:
    return round(vnd / BILLION, 3)

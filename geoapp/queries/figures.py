"""Figures that are computed and never typed, as expressions over all that is wanted.

Each reads a project's own row, or one grouped table joined to it: no query for each project.
"""

from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Date,
    Double,
    FromClause,
    Integer,
    and_,
    case,
    cast,
    exists,
    extract,
    func,
    literal,
    null,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from geoapp.models import Baseline, CapitalPlan, Milestone
from geoapp.queries.source import recorded
from geoapp.queries.wanted import Wanted


class Figures:
    """Expressions for the day of `wanted`; what they read is `wanted.p`, if not said otherwise.

    Percent 0-100, money in VND.
    """

    def __init__(self, wanted: Wanted, rows: FromClause | None = None) -> None:
        """Read `rows` in the place of `wanted.p`, and figures that they have as columns."""
        self.wanted = wanted
        self.standing = wanted.standing
        self.c: Any = (wanted.p if rows is None else rows).c

    @cached_property
    def forecast_finish(self) -> ColumnElement[date | None]:
        """When works end at the pace of the last reports; else as stated; once done, when."""
        c = self.c
        forecast = func.forecast_of(c.progress, c.pace, c.last_report, c.forecast_finish)
        return case(
            (c.stage == "completion", c.actual_finish),
            (c.stage == "cancelled", cast(null(), Date)),
            (c.stage == "suspended", c.forecast_finish),
            else_=forecast,
        )

    @cached_property
    def forecast_by_pace(self) -> ColumnElement[bool]:
        """Tell whether the forecast follows the pace, and not what somebody stated."""
        c = self.c
        ended = c.stage.in_(("completion", "cancelled", "suspended"))
        return and_(
            ~ended,
            self.forecast_finish.is_not(None),
            func.forecast_of(c.progress, c.pace, c.last_report, cast(null(), Date)).is_not(None),
        )

    @cached_property
    def stands_since(self) -> ColumnElement[date | None]:
        """Since which month works show the same percent that go on by the books; else null."""
        if "stands_since" in self.c:
            known: ColumnElement[date | None] = self.c.stands_since
            return known
        c = self.c
        return case((and_(c.stage == "implementation", c.progress < 100), c.unchanged_since))

    @cached_property
    def stalled(self) -> ColumnElement[bool]:
        """Works go on by the books, and no report of the last months shows a rise."""
        # Both are first days of months: whole months are told by days, without calendars.
        days = 30 * self.standing.rule.stalled_months - 3
        return func.coalesce(self.c.report_month - self.stands_since > days, False)

    @cached_property
    def months_missing(self) -> ColumnElement[int | None]:
        """Months due without a report; null where none ever came, and where nothing is asked."""
        c, due = self.c, self.standing.month_due
        between = (due.year - extract("year", c.report_month)) * 12 + (
            due.month - extract("month", c.report_month)
        )
        return case((self.wanted.schedule == "not_reported", cast(between, Integer)))

    @cached_property
    def with_capital(self) -> FromClause:
        """`wanted.p` joined to the year's capital plan: what `capital_vnd` and the rest read."""
        return self.wanted.p.outerjoin(self._capital, self._capital.c.project_id == self.c.id)

    @cached_property
    def capital_vnd(self) -> ColumnElement[int | None]:
        """The year's plan: its sources together; where none was ever told, what the row says."""
        if "capital_vnd" in self.c:
            known: ColumnElement[int | None] = self.c.capital_vnd
            return known
        rows = self._recorded(CapitalPlan)
        ever = exists().where(rows.c.project_id == self.c.id)
        # Asked of those alone for which it matters: it is a look into a table for each.
        nothing_else = or_(self.c.plan_year_vnd.is_(None), ever)
        return case(
            (self._capital.c.amount_vnd.is_not(None), self._capital.c.amount_vnd),
            (~nothing_else, self.c.plan_year_vnd),
        )

    @cached_property
    def paid_vnd(self) -> ColumnElement[int | None]:
        """Paid in the year of the day: reports of another year say nothing of it."""
        if "paid_vnd" in self.c:
            known: ColumnElement[int | None] = self.c.paid_vnd
            return known
        return case(
            (
                self.c.report_month.between(self._new_year, date(self.standing.day.year, 12, 31)),
                self.c.disbursed_vnd,
            )
        )

    @cached_property
    def comparable(self) -> ColumnElement[bool]:
        """Tell whether the year's plan and what is paid of it are both known."""
        known = and_(self.capital_vnd > 0, self.paid_vnd.is_not(None))
        return func.coalesce(and_(self.c.stage != "cancelled", known), False)

    @cached_property
    def paid_percent(self) -> ColumnElement[Any]:
        """Paid of the year's plan."""
        # Divided as they are, whole numbers would become numeric, which is slow to count with.
        return cast(self.paid_vnd, Double) * 100 / cast(func.nullif(self.capital_vnd, 0), Double)

    @cached_property
    def paid_planned_percent(self) -> float:
        """What an even year would have paid by the day."""
        day, new_year = self.standing.day, self._new_year
        return 100 * (day - new_year).days / (date(day.year + 1, 1, 1) - new_year).days

    @cached_property
    def disbursement_behind(self) -> ColumnElement[bool]:
        """Paid less than an even year by more points than the rule allows."""
        least = self.paid_planned_percent - self.standing.rule.disbursement_points
        less = self.paid_percent < least - 0.0001
        return func.coalesce(and_(self.c.stage != "cancelled", less), False)

    @cached_property
    def with_plan(self) -> FromClause:
        """`wanted.p` joined to baseline and milestones: what `planned_today` reads."""
        return self.wanted.p.outerjoin(self._plan, self._plan.c.project_id == self.c.id)

    @cached_property
    def with_plan_and_capital(self) -> FromClause:
        """`wanted.p` joined to both."""
        return self.with_plan.outerjoin(self._capital, self._capital.c.project_id == self.c.id)

    @cached_property
    def planned_today(self) -> ColumnElement[float | None]:
        """Percent that the plan asks for on the day; null without a baseline."""
        plan, day = self._plan.c, literal(self.standing.day, Date)
        from_day = func.coalesce(plan.from_day, plan.start)
        to_day = func.coalesce(plan.to_day, plan.finish)
        from_percent = func.coalesce(plan.from_percent, 0)
        to_percent = func.coalesce(plan.to_percent, 100)
        share = cast(day - from_day, Double) / (to_day - from_day)
        return case(
            (plan.start.is_(None), cast(null(), Double)),
            (day < plan.start, literal(0.0)),
            (day >= plan.finish, literal(100.0)),
            else_=from_percent + (to_percent - from_percent) * share,
        )

    @cached_property
    def planned_by(self) -> ColumnElement[str | None]:
        """What the plan follows: `milestones`, or a straight `line`; null without a plan."""
        plan = self._plan.c
        return case((plan.start.is_(None), null()), (plan.bends > 0, "milestones"), else_="line")

    @cached_property
    def _new_year(self) -> date:
        return date(self.standing.day.year, 1, 1)

    @cached_property
    def _capital(self) -> FromClause:
        rows = self._recorded(CapitalPlan)
        return (
            select(
                rows.c.project_id,
                # A sum is numeric, which is slow to count with.
                cast(func.sum(rows.c.amount_vnd), BigInteger).label("amount_vnd"),
            )
            .where(rows.c.year == self.standing.day.year)
            .group_by(rows.c.project_id)
            .subquery("capital")
        )

    @cached_property
    def _plan(self) -> FromClause:
        """The baseline, and of the milestones that bend it the last before and the next after."""
        b, bent = self._recorded(Baseline), self._bends
        return (
            select(b.c.project_id, b.c.start, b.c.finish, *(bent.c[name] for name in BENDS))
            .select_from(b.outerjoin(bent, bent.c.project_id == b.c.project_id))
            .subquery("plan")
        )

    @cached_property
    def _bends(self) -> FromClause:
        b, m = self._recorded(Baseline).alias("line"), self._recorded(Milestone).alias("bend")
        day, c = literal(self.standing.day, Date), m.c
        first = aggregate_order_by(c.planned_progress, c.planned, c.planned_progress)
        last = aggregate_order_by(c.planned_progress, c.planned.desc(), c.planned_progress.desc())
        return (
            select(
                c.project_id,
                func.count().label("bends"),
                func.max(c.planned).filter(c.planned <= day).label("from_day"),
                func.array_agg(last).filter(c.planned <= day)[1].label("from_percent"),
                func.min(c.planned).filter(c.planned > day).label("to_day"),
                func.array_agg(first).filter(c.planned > day)[1].label("to_percent"),
            )
            .join_from(m, b, b.c.project_id == c.project_id)
            .where(c.planned_progress.is_not(None), c.planned > b.c.start, c.planned < b.c.finish)
            .group_by(c.project_id)
            .subquery("bent")
        )

    def _recorded(self, model: Any) -> FromClause:
        return recorded(model.__table__, self.wanted.filter.as_of, self.wanted.zone)


BENDS = ("bends", "from_day", "from_percent", "to_day", "to_percent")

"""What reports told of the projects of an export, gathered where its sections draw it."""

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from geoapp.charts.month_paid import MonthPaid
from geoapp.charts.month_progress import MonthProgress
from geoapp.domain.months import add_months, months_between
from geoapp.exports.options import ExportOptions
from geoapp.exports.told_months import ToldMonths
from geoapp.queries.project_months import find_project_months
from geoapp.queries.set_months import find_set_money, find_set_progress
from geoapp.queries.wanted import Wanted

# The month due and the twelve before, as on the leader's page; three years of one project.
SET_MONTHS: Final = 13
PROJECT_MONTHS: Final = 36


def find_told_months(session: Session, wanted: Wanted, options: ExportOptions) -> ToldMonths | None:
    """Return what the chosen sections need of the reports, None where they need nothing."""
    told = ToldMonths(wanted.standing.month_due)
    if "charts" in options.sections:
        told = _of_all(session, wanted, told)
    if "projects" in options.sections:
        told = _of_each(session, wanted, told)
    return told if {"charts", "projects"} & set(options.sections) else None


def _of_all(session: Session, wanted: Wanted, told: ToldMonths) -> ToldMonths:
    months = months_between(add_months(told.due, 1 - SET_MONTHS), told.due)
    works = find_set_progress(session, wanted, months)
    money = find_set_money(session, wanted)
    return replace(
        told,
        works=tuple(
            MonthProgress(one.month, one.progress, one.planned, one.reports) for one in works
        ),
        paid=tuple(MonthPaid(month, vnd) for month, vnd in money.paid),
        plan_vnd=money.plan_vnd,
    )


def _of_each(session: Session, wanted: Wanted, told: ToldMonths) -> ToldMonths:
    found = find_project_months(session, wanted, add_months(told.due, 1 - PROJECT_MONTHS))
    return replace(
        told,
        of_project={
            code: tuple(MonthProgress(one.month, one.progress, one.planned) for one in months)
            for code, months in found.items()
        },
    )

"""The capital plan of one year by source of money, set as a whole."""

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.choices import CAPITAL_SOURCES, codes
from geoapp.domain.errors import BadForm, Problem
from geoapp.domain.messages import message
from geoapp.ingest.form_cells import FormCells
from geoapp.models import CapitalPlan, Project, Revision
from geoapp.services.following.holding import Writing, begin_following, check_given, hold_for

SOURCES = codes(CAPITAL_SOURCES)
# The years in which a plan can be written, counted from this one.
YEARS_BACK, YEARS_AHEAD = 10, 5


def plan_capital(
    session: Session,
    code: str,
    year: int,
    given: Mapping[str, object],
    by: Writing,
) -> Revision:
    """Set what each source gives in a year, an empty one giving nothing, and commit.

    The project's plan of the year follows where it is this year. Raises like `hold_for`,
    `BadForm`, and `Doubts` where less is planned than was paid, or more than the whole costs.
    """
    project = hold_for(session, code, by, "capital_plan")
    cells = FormCells(given, by.lang)
    amounts = {source: cells.money(source) for source in SOURCES}
    cells.problems += _problems(given, year, by.today)
    total = sum(amount or 0 for amount in amounts.values())
    doubts = [*cells.doubts, *_doubts(session, project, year, total)]
    check_given(cells.problems, doubts, by, reasoned=True)
    of_year = select(CapitalPlan).where(
        CapitalPlan.project_id == project.id, CapitalPlan.year == year
    )
    known = {one.source: one for one in session.scalars(of_year)}
    if {name: one.amount_vnd for name, one in known.items()} == _told(amounts):
        raise BadForm([Problem("", message("Nothing was changed."))])
    revision = begin_following(session, project, by, "capital")
    for source in SOURCES:
        _write(session, project, year, source, amounts[source], known.get(source))
    if year == by.today.year:
        project.plan_year_vnd = total if _told(amounts) else None
        project.illustrative_fields = [
            name for name in project.illustrative_fields if name != "plan_year_vnd"
        ]
    session.flush()
    session.commit()
    return revision


def _told(amounts: Mapping[str, int | None]) -> dict[str, int]:
    return {source: amount for source, amount in amounts.items() if amount is not None}


def _problems(given: Mapping[str, object], year: int, today: date) -> Iterator[Problem]:
    first, last = today.year - YEARS_BACK, today.year + YEARS_AHEAD
    if not first <= year <= last:
        yield Problem("year", message("a year from {first} to {last}", first=first, last=last))
    for name in given.keys() - set(SOURCES):
        said = message("one of {choices}", choices=", ".join(SOURCES))
        yield Problem(name, message("Expected {expected}, got “{got}”.", expected=said,
                                    got=name[:40]))  # fmt: skip


def _doubts(session: Session, project: Project, year: int, total: int) -> Iterator[Problem]:
    paid = project.disbursed_vnd
    reported = project.report_month
    if reported and reported.year == year and paid is not None and total < paid:
        yield Problem("", message("{paid} billion VND were paid in {year} already.",
                                  paid=paid / 1e9, year=year))  # fmt: skip
    others = select(CapitalPlan.amount_vnd).where(
        CapitalPlan.project_id == project.id, CapitalPlan.year != year
    )
    together = total + sum(session.scalars(others))
    if project.investment_vnd and together > project.investment_vnd:
        yield Problem("", message(
            "All years together would be {total} billion VND, more than the whole costs "
            "({cost}).",
            total=together / 1e9, cost=project.investment_vnd / 1e9,
        ))  # fmt: skip


def _write(
    session: Session,
    project: Project,
    year: int,
    source: str,
    amount: int | None,
    known: CapitalPlan | None,
) -> None:
    if amount is None:
        if known is not None:
            session.delete(known)
    elif known is None:
        session.add(CapitalPlan(project_id=project.id, year=year, source=source, amount_vnd=amount))
    elif known.amount_vnd != amount:
        known.amount_vnd, known.illustrative = amount, False

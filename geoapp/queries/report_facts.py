"""What is known of projects and months when their reports come."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from geoapp.domain.reports import Handed, ReportFacts

Key = tuple[int, date]
FIGURES = (
    "progress",
    "disbursed_vnd",
    "disbursed_month_vnd",
    "done",
    "next_steps",
    "reason",
    "reported_on",
    "comment",
    "illustrative",
)
# What was returned is no figure to compare with; the newest of a month is, whatever became of it.
# Where a year ever had a plan of its own, the plan of the project's row may be last year's.
FACTS = text("""
SELECT g.project_id, g.month, b.start, before.month AS before_month, before.progress AS before,
       later.month AS after_month, later.progress AS after,
       paid.month AS paid_month, paid.disbursed_vnd AS paid,
       coalesce((SELECT CAST(sum(c.amount_vnd) AS bigint) FROM capital_plan c
                 WHERE c.project_id = g.project_id AND c.year = extract(year FROM g.month)),
                CASE WHEN extract(year FROM g.month) = :year
                       AND NOT EXISTS (SELECT FROM capital_plan c WHERE c.project_id = g.project_id)
                     THEN p.plan_year_vnd END) AS plan_vnd
FROM unnest(CAST(:projects AS bigint[]), CAST(:months AS date[])) AS g(project_id, month)
JOIN project p ON p.id = g.project_id
LEFT JOIN baseline b ON b.project_id = g.project_id
LEFT JOIN LATERAL (
  SELECT r.month, r.progress FROM progress_report r
  WHERE r.project_id = g.project_id AND r.month < g.month AND NOT r.returned
  ORDER BY r.month DESC, r.id DESC LIMIT 1) before ON true
LEFT JOIN LATERAL (
  SELECT r.month, r.progress FROM progress_report r
  WHERE r.project_id = g.project_id AND r.month > g.month AND NOT r.returned
  ORDER BY r.month, r.id DESC LIMIT 1) later ON true
LEFT JOIN LATERAL (
  SELECT r.month, r.disbursed_vnd FROM progress_report r
  WHERE r.project_id = g.project_id AND r.month < g.month AND NOT r.returned
    AND r.month >= date_trunc('year', g.month) AND r.disbursed_vnd IS NOT NULL
  ORDER BY r.month DESC, r.id DESC LIMIT 1) paid ON true""")
HANDED = """
SELECT {which} r.*, coalesce(u.full_name, r.reported_by) AS who,
  coalesce((SELECT min(h.recorded_at) FROM progress_report_history h WHERE h.id = r.id),
           r.recorded_at) AS at
FROM {given} LEFT JOIN user_account u ON u.name = r.reported_by"""
NEWEST = text(
    HANDED.format(
        which="DISTINCT ON (r.project_id, r.month)",
        given="""
        unnest(CAST(:projects AS bigint[]), CAST(:months AS date[])) AS g(project_id, month)
        JOIN progress_report r ON r.project_id = g.project_id AND r.month = g.month""",
    )
    + " ORDER BY r.project_id, r.month, r.id DESC"
)
BY_NUMBER = text(HANDED.format(which="", given="progress_report r") + " WHERE r.id = ANY(:ids)")


def find_facts(session: Session, keys: Collection[Key], today: date) -> dict[Key, ReportFacts]:
    """Return what is known of each project (by id) and month; one must be able to write them."""
    given = {"projects": [key[0] for key in keys], "months": [key[1] for key in keys]}
    newest = find_newest(session, keys)
    rows = session.execute(FACTS, given | {"year": today.year})
    return {(row.project_id, row.month): _facts(row, newest) for row in rows}


def find_newest(session: Session, keys: Collection[Key]) -> dict[Key, Handed]:
    """Return the newest report of each project and month, whatever became of it."""
    given = {"projects": [key[0] for key in keys], "months": [key[1] for key in keys]}
    rows = session.execute(NEWEST, given)
    return {(row.project_id, row.month): _handed(row) for row in rows}


def find_handed(session: Session, ids: Collection[int]) -> dict[int, Handed]:
    """Return reports by their numbers."""
    rows = session.execute(BY_NUMBER, {"ids": list(ids)})
    return {row.id: _handed(row) for row in rows}


def _facts(row: Row[Any], newest: dict[Key, Handed]) -> ReportFacts:
    return ReportFacts(
        baseline_start=row.start,
        plan_vnd=row.plan_vnd,
        before=(row.before_month, row.before) if row.before_month else None,
        after=(row.after_month, row.after) if row.after_month else None,
        paid_before=(row.paid_month, row.paid) if row.paid_month else None,
        newest=newest.get((row.project_id, row.month)),
    )


def _handed(row: Row[Any]) -> Handed:
    state = "accepted" if row.accepted else "returned" if row.returned else "waiting"
    figures = {name: getattr(row, name) for name in FIGURES}
    return Handed(row.id, state, row.who or "", row.at, figures)  # type: ignore[arg-type]

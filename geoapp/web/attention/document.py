"""What needs attention as a document for programs."""

from typing import Any

from geoapp.domain.attention import SECTIONS
from geoapp.domain.choices import codes
from geoapp.queries.attention import Group
from geoapp.web.attention.asked import Found
from geoapp.web.attention.shown import GroupRow, Line, shown
from geoapp.web.attention.trend import find_trend


def document(found: Found) -> dict[str, Any]:
    """Return totals, trend, groups and lists; dates as ISO, money in VND, percent 0-100."""
    view, standings, trend = shown(found), found.standings, find_trend(found.wanted)
    return {
        "day": view.day.isoformat(),
        "monthDue": f"{view.month_due:%Y-%m}",
        "numberMatched": standings.total.projects,
        "illustrative": standings.illustrative,
        "totals": {
            "late": {
                "count": view.totals["late"],
                "investment_vnd": standings.late_vnd,
                "investmentKnown": standings.late_known,
                "change": trend.change,
            },
            "stalled": {
                "count": view.totals["stalled"],
                "months": found.wanted.standing.rule.stalled_months,
            },
            "obstacles": {"count": view.totals["obstacles"], "byKind": found.overdue.by_kind},
            "not_reported": {"count": view.totals["not_reported"], "never": standings.never},
            "disbursement": {
                "count": view.totals["disbursement"],
                "points": found.wanted.standing.rule.disbursement_points,
                "compared": standings.compared,
                "plan_year_vnd": standings.plan_vnd,
                "disbursed_vnd": standings.paid_vnd,
                "percent": _rounded(standings.paid_percent),
                "plannedPercent": _rounded(view.paid_planned),
            },
        },
        "trend": [
            {"month": f"{one.month:%Y-%m}", "reported": one.reported, "late": one.late}
            for one in trend.counts
        ],
        "groups": {name: [_group(row) for row in rows] for name, rows in view.groups.items()},
        "lists": {
            name: [_line(line) for line in view.lists[name]]
            for name in codes(SECTIONS)
            if name in found.asked.limits
        },
    }


def _rounded(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 2)


def _group(row: GroupRow) -> dict[str, Any]:
    counts: Group = row.counts
    return {"code": row.code, "name": row.label} | vars(counts)


def _line(line: Line) -> dict[str, Any]:
    p = line.project
    return {
        "number": line.number,
        "code": p.code,
        "name": line.name,
        "areas": list(line.areas),
        "agency": line.agency,
        "reason": line.reason,
        "description": line.description,
        "resolver": line.resolver,
        "since": line.since.isoformat() if line.since else None,
        "days": line.days,
        "schedule": p.schedule,
        "progress": _rounded(p.progress),
        "planned_progress": _rounded(p.planned_progress),
        "investment_vnd": p.investment_vnd,
        "plan_year_vnd": p.plan_vnd,
        "disbursed_vnd": p.paid_vnd,
        "anchor": [p.lon, p.lat] if line.located else None,
    }

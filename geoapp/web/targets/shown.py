"""A target list as its page and programs get it."""

from collections import Counter
from types import SimpleNamespace
from typing import Any

from geoapp.domain.choices import Choice
from geoapp.domain.targets import LIST_KINDS, RESULTS, TARGET_MILESTONES
from geoapp.maps.glyphs import glyph_for
from geoapp.queries.targets import ListView, TargetRow
from geoapp.queries.wanted import Wanted
from geoapp.web.shown import shown_agency
from geoapp.web.state import language


def shown_list(view: ListView, wanted: Wanted) -> SimpleNamespace:
    """Return a list with its counts and rows in the page's language."""
    head, lang = dict(view.head), language()
    head |= {
        "name": (lang == "en" and head["name_en"]) or head["name"],
        "kind_words": words(LIST_KINDS, head["kind"]),
        "agency": shown_agency(wanted, head["agency_id"]),
        "revision": head["revision_id"],
    }
    return SimpleNamespace(
        **head | {"illustrative": view.illustrative},
        total=view.total,
        matched=len(view.rows),
        dated=sum(row.target is not None for row in view.rows),
        counts=shown_counts(view),
        schedules=Counter(row.project["schedule"] or "outside" for row in view.rows),
        rows=[shown_row(row, wanted) for row in view.rows],
    )


def shown_counts(view: ListView) -> list[dict[str, Any]]:
    """Return each result that is there with its words, count and share of the rows in percent."""
    counted = sum(view.counts.values())
    return [
        {
            "code": code,
            "label": words(RESULTS, code),
            "count": count,
            "share": 100 * count / counted,
        }
        for code, count in view.counts.items()
        if count
    ]


def shown_row(row: TargetRow, wanted: Wanted) -> SimpleNamespace:
    """Return a project of a list with its names, milestone and result."""
    project = dict(row.project)
    agency = shown_agency(wanted, project["lead_agency_id"])
    return SimpleNamespace(
        **project
        | {
            "code": row.code,
            "name": (language() == "en" and project["name_en"]) or project["name"],
            "glyph": glyph_for(project["sector"], project["kind"]),
            "lead_agency": agency,
            "milestone": row.milestone,
            "milestone_words": words(TARGET_MILESTONES, row.milestone),
            "target": row.target,
            "note": row.note,
            "result": row.result,
        }
    )


def words(choices: tuple[Choice, ...], code: str | None) -> str:
    """Return the name of a code in the page's language; one without a name names itself."""
    return next((one.label(language()) for one in choices if one.code == code), code or "")


def told_list(shown: SimpleNamespace, *, rows: bool) -> dict[str, Any]:
    """Return a list as programs get it."""
    names = ("code", "kind", "name", "document", "note", "closed_on", "illustrative", "revision")
    told = {name: getattr(shown, name) for name in names} | {
        "agency": shown.agency.code if shown.agency else None,
        "numberMatched": shown.matched,
        "numberInList": shown.total,
        "results": {one["code"]: one["count"] for one in shown.counts},
    }
    return told | ({"projects": [_told_row(row) for row in shown.rows]} if rows else {})


def _told_row(row: SimpleNamespace) -> dict[str, Any]:
    return {
        "code": row.code,
        "name": row.name,
        "milestone": row.milestone,
        "target": row.target,
        "result": row.result.code,
        "on": row.result.on,
        "days_late": row.result.days_late,
        "progress": row.progress,
        "planned_progress": row.planned_progress,
        "schedule": row.schedule,
        "last_report": row.last_report,
        "lead_agency": row.lead_agency.code if row.lead_agency else None,
        "illustrative": row.illustrative,
        "note": row.note,
    }

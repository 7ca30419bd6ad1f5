"""A project as pages show it: codes with their agencies, units, sources and reports."""

from types import SimpleNamespace
from typing import Any

import orjson
from flask import request

from geoapp.maps.glyphs import glyph_for
from geoapp.queries.agencies import AgencyName
from geoapp.queries.details import ProjectDetails, get_details
from geoapp.queries.wanted import Wanted
from geoapp.web.accounts.hidden import missing_project
from geoapp.web.errors import wants_page
from geoapp.web.options import area_label
from geoapp.web.state import language, session


def list_row(row: Any, wanted: Wanted) -> dict[str, Any]:
    """Return a row of the list with its glyph and names in the page's language."""
    agency = wanted.agencies.by_id.get(row.lead_agency_id)
    english = language() == "en" and row.name_en
    return dict(row._mapping) | {  # noqa: SLF001
        "name": english or row.name,
        "short_name": None,
        "glyph": glyph_for(row.sector, row.kind),
        "illustrative": set(row.illustrative_fields),
        "lead_agency": agency.current_label(language()) if agency else None,
    }


def shown_project(wanted: Wanted, code: str) -> SimpleNamespace:
    """Return one project with everything known of it; raises `NotFound`."""
    found = get_details(session(), wanted, code)
    if found is None:
        raise missing_project(code)
    row, lang = found.row, language()
    return SimpleNamespace(
        **row
        | {
            "shown_name": (lang == "en" and row["name_en"]) or row["name"],
            "glyph": glyph_for(row["sector"], row["kind"]),
            "located": row["position"] != "none",
            "lead_agency": shown_agency(wanted, row["lead_agency_id"]),
            "owner": shown_agency(wanted, row["owner_agency_id"]),
            "partner_agencies": [shown_agency(wanted, key) for key in row["partner_agency_ids"]],
            "areas": shown_units(found),
            "sources": shown_sources(found),
            "anchor": orjson.loads(row["anchor"])["coordinates"] if row["anchor"] else None,
            "reports": found.reports,
            "milestones": found.milestones,
            "identifiers": found.identifiers,
            "revision": row["revision_id"],
            "revision_at": row["recorded_at"],
        }
    )


def shown_agency(wanted: Wanted, key: int | None) -> SimpleNamespace | None:
    """Return an agency's own name and the one that answers today."""
    agency: AgencyName | None = wanted.agencies.by_id.get(key or 0)
    if agency is None:
        return None
    lang = language()
    return SimpleNamespace(
        code=agency.code, name=agency.label(lang), current_name=agency.current_label(lang)
    )


def shown_units(found: ProjectDetails) -> list[SimpleNamespace]:
    """Return the units of a project with their dates and why they are its own."""
    return [
        SimpleNamespace(
            **vars(area_label(tied.unit)),
            basis=tied.basis,
            now=[unit.name for unit in found.successors.get(tied.unit.id, [])],
        )
        for tied in found.ties
    ]


def shown_sources(found: ProjectDetails) -> list[SimpleNamespace]:
    """Return each statement of a document about the project, with the document's title."""
    return [_source(source, found) for source in found.row["sources"]]


def _source(source: dict[str, Any], found: ProjectDetails) -> SimpleNamespace:
    code = source.get("document")
    document = found.documents.get(code or "")
    return SimpleNamespace(
        document=code,
        section=source.get("section"),
        says=source.get("says"),
        fields=set(source.get("fields", ())),
        title=document.title if document else code,
        dated=document.dated if document else None,
    )


def wants_json() -> bool:
    """Tell whether a program asks for data where people get a page."""
    accepts = request.accept_mimetypes
    best = accepts.best_match(["text/html", "application/json", "application/geo+json"])
    return request.args.get("f") == "json" or best in ("application/json", "application/geo+json")


def asks_for_page() -> bool:
    """Tell whether a person asks, where programs that name no form get JSON."""
    return wants_page() and request.args.get("f") != "json"

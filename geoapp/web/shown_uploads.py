"""Uploads as pages and programs are told of them, in the request's language."""

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from flask import g

from geoapp.domain.differences import BY_NAME, Difference, say_value
from geoapp.domain.formatting import say_number
from geoapp.domain.messages import Message, say, stored_message
from geoapp.domain.rights import Viewer
from geoapp.domain.uploads import STATE_WORDS
from geoapp.models import UploadIssue
from geoapp.queries.agencies import Agencies, read_agencies
from geoapp.queries.upload_rows import RowView
from geoapp.queries.uploads import UploadView
from geoapp.web.state import language, session


def shown_upload(view: UploadView, needs_approval: bool, viewer: Viewer) -> dict[str, Any]:
    """Return the state of an upload, its counts and what may be done with it now."""
    upload, agency = view.upload, view.agency
    return {
        "id": upload.id,
        "state": upload.state,
        "state_label": say(STATE_WORDS[upload.state], language()),
        "version": upload.version,
        "actor": upload.actor,
        "agency": agency and {"code": agency.code, "name": agency.name},
        "note": upload.note,
        "file": {
            "name": upload.file_name,
            "sha256": upload.file_sha256,
            "bytes": upload.file_bytes,
        },
        "received_at": upload.received_at.isoformat(),
        "progress": {"done": upload.done, "total": upload.total},
        "reading": upload.reading,
        "choices": upload.choices,
        "rows": dict(view.rows),
        "issues": dict(view.issues),
        "conflicts": view.conflicts,
        "problem": upload.problem and shown_problem(upload.problem),
        "needs_approval": needs_approval,
        "submitted_by": upload.submitted_by,
        "approved_by": upload.approved_by,
        "revision": upload.applied_revision,
        "may": view.acts_now(viewer, needs_approval=needs_approval),
        "events": [
            {
                "at": event.at.isoformat(),
                "actor": event.actor,
                "action": event.action,
                "note": event.note,
            }
            for event in view.events
        ],
    }


def shown_problem(problem: Mapping[str, Any]) -> dict[str, str]:
    """Return why an upload failed."""
    return {"code": problem["code"], "detail": _said(problem["message"]) or ""}


def shown_row(row: RowView) -> dict[str, Any]:
    """Return a row with each field's old and new value, as data and as people read it."""
    return {
        "row": row.row,
        "code": row.code,
        "name": row.name,
        "outcome": row.outcome,
        "fields": shown_differences(row.differences),
        "moved_m": row.moved_m,
        "area_percent": row.area_percent,
        "length_percent": row.length_percent,
        "old_geometry": _fragment(row.old_geometry),
        "new_geometry": _fragment(row.new_geometry),
        "candidates": list(row.candidates),
        "repair": row.repair
        and {"message": _said(row.repair["message"]), "geometry": row.repair["geometry"]},
        "conflict": row.conflict and shown_conflict(row.conflict),
        "issues": [shown_issue(issue) for issue in row.issues],
    }


def shown_differences(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    """Return differences with titles and words."""
    agencies = _agency_names()
    lang = language()
    return [
        {
            "field": one.field.name,
            "title": say(one.field.title, lang),
            "before": _plain(one, one.before),
            "after": _plain(one, one.after),
            "before_text": say_value(one.field, one.before, lang, agencies),
            "after_text": say_value(one.field, one.after, lang, agencies),
        }
        for one in differences
    ]


def shown_conflict(conflict: Mapping[str, Any]) -> dict[str, Any]:
    """Return who came between, when, and each field as seen, as it is now, and as in the file."""
    agencies, lang = _agency_names(), language()
    return {
        "revision": conflict["revision"],
        "actor": conflict["actor"],
        "at": conflict["at"],
        "gone": conflict["gone"],
        "fields": [
            {
                "field": name,
                "title": say(BY_NAME[name].title, lang),
                **values,
                **{
                    f"{which}_text": say_value(BY_NAME[name], value, lang, agencies)
                    for which, value in values.items()
                },
            }
            for name, values in conflict["fields"].items()
        ],
    }


def shown_issue(issue: UploadIssue) -> dict[str, Any]:
    """Return an issue as a sentence."""
    return {
        "row": issue.row,
        "project": issue.project,
        "field": issue.field,
        "code": issue.code,
        "severity": issue.severity,
        "message": _said(issue.message),
        "expected": _said(issue.expected),
        "place": None if issue.lon is None else [issue.lon, issue.lat],
    }


def known_agencies() -> Agencies:
    """Return all agencies, read once for each request."""
    if "agencies" not in g:
        g.agencies = read_agencies(session())
    found: Agencies = g.agencies
    return found


def _agency_names() -> dict[int, str]:
    lang = language()
    return {key: one.label(lang) for key, one in known_agencies().by_id.items()}


def _said(stored: Mapping[str, Any] | None) -> str | None:
    if stored is None:
        return None
    lang, sentence = language(), stored_message(stored)
    numbers = {
        name: say_number(value, lang, 2)
        for name, value in sentence.values.items()
        if isinstance(value, float)
    }
    return say(Message(sentence.text, sentence.values | numbers), lang)


def _plain(difference: Difference, value: Any) -> Any:
    # What a geometry was is told by a map; here it is a digest.
    if difference.field.kind == "geometry":
        return None
    return value.isoformat() if hasattr(value, "isoformat") else value


def _fragment(text: str | None) -> Any:
    return None if text is None else orjson.Fragment(text)

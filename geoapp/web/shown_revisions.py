"""Revisions and their steps as pages and programs are told of them, in the request's language."""

from typing import Any

from flask import url_for

from geoapp.domain import rights
from geoapp.domain.formatting import say_length, say_number
from geoapp.domain.messages import message, say
from geoapp.domain.revisions import action_words
from geoapp.domain.rights import may_handle
from geoapp.queries.history import Step, find_steps
from geoapp.queries.revisions import RevisionNote, find_foreign
from geoapp.queries.source import end_of_day
from geoapp.queries.uploads import sees_upload
from geoapp.services.undo import UNDOABLE
from geoapp.web.accounts.viewer import viewer
from geoapp.web.params import wanted
from geoapp.web.shown_uploads import shown_differences
from geoapp.web.state import language, session


def shown_revision(note: RevisionNote) -> dict[str, Any]:
    """Return who wrote, when, why and from which file, and whether the viewer may undo it."""
    return {
        "revision": note.id,
        "at": note.at,
        "actor": note.actor,
        "actor_name": note.full_name or actor_words(note.actor),
        "action": note.action,
        "action_label": say(action_words(note.action), language()),
        "reason": note.reason,
        "file": note.file_name and _file(note),
        "undoes": note.undoes,
        "undone_by": note.undone_by,
        "upload": note.upload,
        "approved_by": note.approved_by,
        "may_undo": may_undo(note),
    }


def actor_words(actor: str) -> str:
    """Return what to call whoever acted where no account tells a name."""
    kind, _, user = actor.partition(":")
    if kind == "shell" and user:
        return say(message("command line ({user})", user=user), language())
    return actor


def _file(note: RevisionNote) -> dict[str, Any]:
    kept = note.file_sha256 is not None and _sees_file(note)
    return {
        "name": note.file_name,
        "sha256": note.file_sha256,
        "href": url_for("revisions.file", revision_id=note.id) if kept else None,
    }


def _sees_file(note: RevisionNote) -> bool:
    if not may_handle(viewer()):
        return False
    return note.upload is None or sees_upload(session(), viewer(), note.upload)


def may_undo(note: RevisionNote) -> bool:
    """Tell whether to offer an undo; whether later changes stand in its way is known when asked."""
    if note.action not in UNDOABLE or note.undone_by is not None:
        return False
    asker = viewer()
    allowed = bool(rights.may_undo(asker, author=note.actor))
    return allowed and not find_foreign(session(), asker, note.id)


def shown_step(step: Step) -> dict[str, Any]:
    """Return what one revision did to one project."""
    return {
        **shown_revision(step.revision),
        "code": step.code,
        "name": step.name,
        "kind": step.kind,
        "fields": shown_differences(step.differences),
        "moved_m": step.moved_m,
        "area_percent": step.area_percent,
        "length_percent": step.length_percent,
        "redrawn": step.redrawn,
        "redrawn_words": say_redrawn(step.moved_m, step.area_percent, step.length_percent)
        if step.redrawn
        else None,
    }


def shown_steps(code: str) -> list[dict[str, Any]]:
    """Return a project's history as the filter's day knew it, the latest first."""
    as_of = wanted().filter.as_of
    until = end_of_day(as_of, wanted().zone) if as_of else None
    return [shown_step(step) for step in find_steps(session(), code, viewer(), until=until)]


def say_redrawn(
    moved_m: float | None, area_percent: float | None = None, length_percent: float | None = None
) -> str:
    """Say how a geometry differs: how far it moved, how much larger or longer it became."""
    lang = language()
    said = []
    if moved_m is not None and moved_m >= 1:
        said.append(message("moved by {metres}", metres=say_length(moved_m, lang)))
    if area_percent is not None and abs(area_percent) >= LEAST_PERCENT:
        said.append(message("area {percent}%", percent=_signed(area_percent)))
    if length_percent is not None and abs(length_percent) >= LEAST_PERCENT:
        said.append(message("length {percent}%", percent=_signed(length_percent)))
    return ", ".join(say(one, lang) for one in said or [message("drawn anew")])


LEAST_PERCENT = 0.05


def _signed(percent: float) -> str:
    sign = "+" if percent > 0 else "−"
    return sign + say_number(abs(percent), language())

"""The audit log, as administrators read it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template, request

from geoapp.domain.messages import Message, message, say
from geoapp.domain.traces import ACTIONS, DETAILS, REASONS
from geoapp.models import AuditEntry
from geoapp.queries.audit import AuditFilter, read_audit
from geoapp.web.admin.desk import blueprint
from geoapp.web.params import read_page_state
from geoapp.web.state import language, session


@dataclass(frozen=True)
class Detail:
    """One detail of an entry, in words; `before` where the entry tells of a change."""

    name: str
    before: str | None
    after: str


@blueprint.get("/audit")
def audit() -> Any:
    """Show a page of the log."""
    args = request.args
    wanted = AuditFilter(
        who=args.get("who", "").strip()[:100].replace("\0", ""),
        what=args.get("what", "") if args.get("what") in ACTIONS else "",
        refused=args.get("refused") == "1",
    )
    return render_template(
        "admin/audit.html",
        log=read_audit(session(), wanted, read_page_state().page),
        wanted=wanted,
        actions=_said(ACTIONS),
        reasons=_said(REASONS),
    )


@blueprint.app_template_filter("details")
def details(entry: AuditEntry) -> Iterator[Detail]:
    """Yield the details of an entry that say something."""
    names = _said(DETAILS)
    changed = entry.what.startswith("change-")
    for name, value in entry.details.items():
        shown = names.get(name, name)
        if changed and isinstance(value, list):
            yield Detail(shown, _words(value[0]), _words(value[1]))
        elif value not in (None, [], False):
            yield Detail(shown, None, _words(value))


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return say(message("yes") if value else message("no"), language())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)


def _said(words: Mapping[str, Message]) -> dict[str, str]:
    return {code: say(sentence, language()) for code, sentence in words.items()}

"""The blueprint of packs, their addresses, and what a program is told of one."""

from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Blueprint, Response, url_for

from geoapp.domain.messages import DEFAULT_LANGUAGE, say, stored_message
from geoapp.domain.packs import STATE_WORDS, WORKING, may_stop_pack
from geoapp.exports.formats import FORMATS
from geoapp.models import Pack
from geoapp.queries.packs import is_over
from geoapp.web.accounts.viewer import viewer
from geoapp.web.state import language

blueprint = Blueprint("packs", __name__)


def here_url(endpoint: str, **values: Any) -> str:
    """Return one of our addresses in the request's language."""
    lang = language()
    return url_for(endpoint, **values, lang=None if lang == DEFAULT_LANGUAGE else lang)


def shown_pack(pack: Pack) -> dict[str, Any]:
    """Return the state of a pack as programs read it and the page shows it."""
    state = "expired" if is_over(pack, datetime.now(UTC)) else pack.state
    ready = state == "done"
    return {
        "id": pack.key,
        "state": state,
        "state_label": say(STATE_WORDS[state], language()),
        "title": pack.title,
        "formats": [{"name": one, "title": say(FORMATS[one].title, language())}
                    for one in pack.formats],
        "units": pack.units,
        "progress": {"done": pack.done, "total": pack.total},
        "asked_at": pack.asked_at.isoformat(),
        "scheduled_for": pack.scheduled_for.isoformat() if pack.scheduled_for else None,
        "file": url_for("packs.fetch", key=pack.key) if ready else None,
        "bytes": pack.file_bytes if ready else None,
        "expires_at": pack.expires_at.isoformat() if pack.expires_at else None,
        "problem": say(stored_message(pack.problem), language()) if pack.problem else None,
        "may_stop": state in WORKING and bool(may_stop_pack(viewer(), owner=pack.owner)),
    }  # fmt: skip


def answer(pack: Pack, status: int = 200) -> Response:
    """Answer a program with the state of a pack as it is now."""
    response = Response(orjson.dumps(shown_pack(pack)), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response

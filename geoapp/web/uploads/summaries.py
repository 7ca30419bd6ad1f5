"""An upload as one line of the list."""

from typing import Any

from geoapp.domain.messages import say
from geoapp.domain.uploads import STATE_WORDS
from geoapp.models import Upload
from geoapp.web.shown_uploads import known_agencies
from geoapp.web.state import language

COUNTED = ("added", "changed", "unchanged", "refused", "missing")


def shown_summary(upload: Upload) -> dict[str, Any]:
    """Return what the list says of an upload; counts are there once its rows are checked."""
    counts = upload.summary or {}
    return {
        "id": upload.id,
        "state": upload.state,
        "state_label": say(STATE_WORDS[upload.state], language()),
        "actor": upload.actor,
        "agency": _agency(upload.agency_id),
        "note": upload.note,
        "file": {"name": upload.file_name, "bytes": upload.file_bytes},
        "received_at": upload.received_at.isoformat(),
        "rows": {name: counts[name] for name in COUNTED if name in counts},
        "revision": upload.applied_revision,
    }


def _agency(key: int | None) -> str | None:
    if key is None:
        return None
    return known_agencies().by_id[key].label(language())

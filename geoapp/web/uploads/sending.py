"""What the form that sends a file offers and says."""

from collections.abc import Sequence
from typing import Any

from geoapp.domain.rights import Viewer, may_plan
from geoapp.ingest.kinds import LABELS
from geoapp.queries.agencies import AgencyName, read_agencies
from geoapp.web.state import language, session
from geoapp.web.uploads.desk import workshop

MEGABYTE = 1_000_000


def send_facts(asker: Viewer) -> dict[str, Any]:
    """Return whether the asker may send files, for which agencies, and what a file may weigh."""
    limits = workshop().limits
    return {
        "may_send": bool(may_plan(asker)),
        "agencies": spoken_for(asker),
        "kinds": list(LABELS.values()),
        "limits": {
            "bytes": limits.file_bytes,
            "megabytes": limits.file_bytes // MEGABYTE,
            "rows": limits.features,
            "vertices": limits.vertices,
            "columns": limits.columns,
        },
    }


def spoken_for(asker: Viewer) -> Sequence[dict[str, str]]:
    """Return the agencies of today that the asker may speak for, by name."""
    lang = language()
    return [
        {"code": one.code, "name": one.label(lang)}
        for one in read_agencies(session()).by_id.values()
        if not one.former and _is_theirs(one, asker)
    ]


def _is_theirs(agency: AgencyName, asker: Viewer) -> bool:
    return asker.agency_ids is None or agency.id in asker.agency_ids

"""What a project's page tells of its last reports, in words and pictures."""

from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

from geoapp.domain.messages import say
from geoapp.domain.reports import STATES, State
from geoapp.queries.reports import find_reports
from geoapp.web.params import wanted
from geoapp.web.reports.desk import blueprint
from geoapp.web.reports.photos import photos_by_report
from geoapp.web.state import language, session

SHOWN = 4


def project_reports(code: str) -> list[SimpleNamespace]:
    """Return the latest reports that say more than a percent, each with its photos."""
    lines = find_reports(session(), wanted(), project=code, limit=SHOWN, latest_first=True)
    photos = photos_by_report([line.id for line in lines], wanted())
    return [SimpleNamespace(**asdict(line), photos=photos.get(line.id, [])) for line in lines]


def report_state(state: State) -> str:
    """Return what became of a report in the page's language."""
    return say(STATES[state], language())


@blueprint.app_context_processor
def _told() -> dict[str, Any]:
    return {"project_reports": project_reports, "report_state": report_state}

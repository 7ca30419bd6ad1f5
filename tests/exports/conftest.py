"""Content to export: the real projects, gathered as the service gathers them."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from geoapp.domain.filters import parse_project_filter
from geoapp.domain.layers import read_layers
from geoapp.domain.schedule import ScheduleRule
from geoapp.exports.content import ExportContent
from geoapp.exports.options import ExportOptions
from geoapp.queries.wanted import Clock, resolve
from geoapp.services.exports import Office, gather
from geoapp.settings import GEO_DATA, Settings
from tests.conftest import TODAY

PHU_LOC = "district:482@2025-06-30"
Gather = Callable[..., ExportContent]


@pytest.fixture
def gathered(sample_session: Session, settings: Settings) -> Gather:
    """Gathers content by filters, `area="…"`, and options."""
    layers = read_layers(settings.layers_dir, GEO_DATA)

    def find(options: ExportOptions | None = None, lang: str = "vi", **filters: str):
        asked = parse_project_filter(filters.items(), today=TODAY)
        wanted = resolve(sample_session, asked, clock(TODAY))
        office = Office(lang, "Huế và Thạch Hà", TODAY, layers)
        return gather(sample_session, wanted, office, options or ExportOptions(), most=20_000)

    return find


def clock(today: date) -> Clock:
    return Clock(today, "Asia/Ho_Chi_Minh", ScheduleRule())

"""Monthly reports on the web: filled in, decided on, looked at; by people and by programs."""

from geoapp.web.reports import (
    agency,
    deciding,
    items,
    moves,
    one,
    overview,
    photos,
    sending,
    sheets,
    told,
)
from geoapp.web.reports.desk import blueprint

__all__ = [
    "agency",
    "blueprint",
    "deciding",
    "items",
    "moves",
    "one",
    "overview",
    "photos",
    "sending",
    "sheets",
    "told",
]

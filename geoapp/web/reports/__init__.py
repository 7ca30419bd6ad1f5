"""Monthly reports on the web: for programs, and in time for people."""

from geoapp.web.reports import agency, deciding, items, moves, one, overview, sending, sheets
from geoapp.web.reports.desk import blueprint

__all__ = [
    "agency",
    "blueprint",
    "deciding",
    "items",
    "moves",
    "one",
    "overview",
    "sending",
    "sheets",
]

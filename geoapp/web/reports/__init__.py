"""Monthly reports on the web: for programs, and in time for people."""

from geoapp.web.reports import items, sending
from geoapp.web.reports.desk import blueprint

__all__ = ["blueprint", "items", "sending"]

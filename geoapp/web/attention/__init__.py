"""The leader's page: what needs attention, as a page and as JSON."""

from geoapp.web.attention.views import blueprint

__all__ = ["blueprint"]

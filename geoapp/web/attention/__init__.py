"""The leader's page: what needs attention, as a page and as JSON."""

from geoapp.web.attention import charts  # noqa: F401 - it adds its address to the blueprint
from geoapp.web.attention.views import blueprint

__all__ = ["blueprint"]

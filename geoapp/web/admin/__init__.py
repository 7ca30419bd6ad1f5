"""The desk of administrators: people, agencies, tokens, the audit log."""

from geoapp.web.admin import agencies, audit, people, tokens
from geoapp.web.admin.desk import blueprint

__all__ = ["agencies", "audit", "blueprint", "people", "tokens"]

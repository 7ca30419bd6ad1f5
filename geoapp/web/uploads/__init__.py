"""Uploads: received, chosen for, looked at, and brought to the projects."""

from geoapp.web.uploads import acts, addresses, issues, map_features, reads, receive, rows
from geoapp.web.uploads.desk import blueprint

__all__ = ["acts", "addresses", "blueprint", "issues", "map_features", "reads", "receive", "rows"]

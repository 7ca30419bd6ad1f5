"""Uploads: received, chosen for, looked at, and brought to the projects."""

from geoapp.web.uploads import acts, reads, receive
from geoapp.web.uploads.desk import blueprint

__all__ = ["acts", "blueprint", "reads", "receive"]

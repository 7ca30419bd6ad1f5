"""Uploads: received, chosen for, looked at, and brought to the projects."""

from geoapp.web.uploads import acts, addresses, reads, receive
from geoapp.web.uploads.desk import blueprint

__all__ = ["acts", "addresses", "blueprint", "reads", "receive"]

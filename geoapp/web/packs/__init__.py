"""Packs: asked for, watched, stopped, fetched."""

from geoapp.web.packs import asking, reads
from geoapp.web.packs.desk import blueprint

__all__ = ["asking", "blueprint", "reads"]

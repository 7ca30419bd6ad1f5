"""Who asks: whoever was recognised before the request came here."""

from flask import g

from geoapp.domain.errors import Forbidden
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer


def viewer() -> Viewer:
    """Return who asks; raises `Forbidden` for strangers."""
    found = g.get("viewer")
    if not isinstance(found, Viewer):
        raise Forbidden(message("Only people who are signed in may do this."))
    return found

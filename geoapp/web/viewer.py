"""Who handles data: planners, approvers and administrators, each for what is theirs."""

from flask import request

from geoapp.domain.rights import Viewer, may_handle, require
from geoapp.web.accounts.viewer import viewer as asker


def viewer() -> Viewer:
    """Return who asks; raises `NotSignedIn`, and `Refused` for who handles no data at all."""
    found = asker()
    require(may_handle(found), found, "handle-data", request.path)
    return found

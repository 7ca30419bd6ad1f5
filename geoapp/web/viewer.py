"""Who writes: only people whose work is not limited to agencies or areas, for now."""

from geoapp.domain.errors import Forbidden, NotSignedIn
from geoapp.domain.messages import message
from geoapp.domain.rights import Viewer
from geoapp.web.accounts.viewer import viewer as asker


def viewer() -> Viewer:
    """Return who asks; raises `NotSignedIn` and `Forbidden`.

    Rows are not yet held to the agencies and areas of a limited account, so such an account
    does not come here at all.
    """
    found = asker()
    if not found.signed_in:
        raise NotSignedIn
    if not found.is_any("planner", "approver", "admin") or found.agency_ids is not None:
        raise Forbidden(message("This account may not bring files in."))
    if found.area_ids is not None:
        raise Forbidden(message("This account may not bring files in."))
    return found

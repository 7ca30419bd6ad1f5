"""Projects that are there and may not be seen: the answer is that of a missing one."""

from functools import partial

from flask import Response, after_this_request

from geoapp.domain.errors import NotFound
from geoapp.domain.messages import message
from geoapp.domain.rights import may_see_draft
from geoapp.domain.traces import Trace
from geoapp.queries.rights import find_place
from geoapp.services.audit import note_refusal
from geoapp.web.accounts.viewer import viewer
from geoapp.web.state import session, shared


def missing_project(code: str) -> NotFound:
    """Return the error for a project that is not there for whoever asks.

    That somebody with a name asked for a hidden one is noted once the answer is on its way, so
    that not even the time it takes tells the two apart.
    """
    asker = viewer()
    if asker.signed_in and (place := find_place(session(), code)):
        reason = may_see_draft(asker, place).refused
        if reason:
            note_later(asker.refusal(reason, "see-project", code))
    return NotFound(message("There is no project {code}.", code=code[:60]))


def note_later(trace: Trace) -> None:
    """Note what was refused once the answer has left, so that its time tells nothing."""
    write = partial(note_refusal, shared().engine, trace)

    @after_this_request
    def arrange(response: Response) -> Response:
        response.call_on_close(write)
        return response

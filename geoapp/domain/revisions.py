"""Words for what people and the service do to the data."""

from typing import Final

from geoapp.domain.messages import Message, message

ACTIONS: Final = {
    "upload": message("upload"),
    "edit": message("edit"),
    "retire": message("retirement"),
    "report": message("monthly report"),
    "targets": message("target list"),
    "milestones": message("milestones"),
    "decision": message("decision on the plan"),
    "baseline": message("first baseline"),
    "capital": message("capital plan"),
    "obstacle": message("obstacle or task"),
    "report-text": message("text of a periodic report"),
    "undo": message("undo"),
    "load-sample": message("loading of the sample"),
    "import-areas": message("new outlines of areas"),
    "make-sample": message("synthetic province"),
}


def action_words(action: str) -> Message:
    """Return what an action is called; one without a name is called by its code."""
    return ACTIONS.get(action, Message(action))

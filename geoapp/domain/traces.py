"""What the audit log says: actions and reasons of refusal, each by a code and in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geoapp.domain.messages import Message, message

ACTIONS: dict[str, Message] = {
    "sign-in": message("sign in"),
    "second-step": message("sign in, second step"),
    "sign-out": message("sign out"),
    "change-password": message("change one’s password"),
    "set-second-factor": message("switch the second step on"),
    "remove-second-factor": message("switch the second step off"),
    "create-user": message("make an account"),
    "change-user": message("change an account"),
    "set-password": message("set a new password for somebody"),
    "make-token": message("make a token"),
    "revoke-token": message("revoke a token"),
    "use-token": message("ask with a token"),
    "add-agency": message("add an agency"),
    "change-agency": message("change an agency"),
    "administer": message("administer"),
    "see-map": message("see the map"),
    "see-project": message("see a project"),
    "change-project": message("change a project"),
    "submit-report": message("hand in a report"),
    "decide-report": message("accept or return a report"),
    "change-targets": message("change a target list"),
    "write-report-text": message("write a text of a periodic report"),
    "upload": message("upload a file"),
    "handle-data": message("handle data"),
    "see-upload": message("see an upload"),
    "choose-upload": message("choose how an upload is read"),
    "resolve-upload": message("decide what somebody changed meanwhile"),
    "submit-upload": message("submit an upload"),
    "approve-upload": message("approve an upload"),
    "return-upload": message("return an upload"),
    "apply-upload": message("apply an upload"),
    "cancel-upload": message("cancel an upload"),
    "see-revision": message("see a revision"),
    "see-file": message("see the file of a revision"),
    "undo-revision": message("undo a revision"),
    "see-pack": message("see a pack of files"),
    "save-template": message("save a template of exports"),
    "stop-pack": message("stop a pack of files"),
    "send-form": message("send a form"),
}
REASONS: dict[str, Message] = {
    "not-signed-in": message("Nobody is signed in."),
    "role": message("The account’s roles do not allow this."),
    "agency": message("The project’s lead agency is not among the account’s agencies."),
    "area": message("The project lies outside the account’s areas."),
    "own-upload": message("Nobody approves their own upload."),
    "own-report": message("Nobody decides on a report of their own."),
    "hidden-upload": message("The upload is about other agencies or areas."),
    "hidden-revision": message("The revision is about drafts of others."),
    "others-upload": message("This is for whoever brought the file in, or an administrator."),
    "not-submitted": message("Its planner has not submitted the upload yet."),
    "speaks-for": message("The account does not work for this agency."),
    "others-list": message("The list belongs to an agency that is not among the account’s."),
    "others-revision": message("This is for whoever made the revision, or an approver."),
    "others-template": message("This is for whoever saved the template, or an administrator."),
    "others-pack": message("This is for whoever asked for the pack, or an administrator."),
    "own-password": message("Choose a password of your own first."),
    "password": message("The name or the password is wrong."),
    "code": message("The code of the second step is wrong."),
    "switched-off": message("The account is switched off."),
    "too-many": message("Too many attempts in a short time."),
    "token": message("The token is unknown, revoked or has expired."),
    "unknown-person": message("The office’s sign-in knows this person; no account here does."),
    "form": message("The form was not sent from a page of this service, or it is too old."),
}


DETAILS: dict[str, Message] = {
    "full_name": message("whose account"),
    "email": message("e-mail address"),
    "role_codes": message("roles"),
    "agencies": message("agencies"),
    "areas": message("areas"),
    "every_agency": message("all agencies"),
    "every_area": message("all areas"),
    "active": message("switched on"),
    "name": message("name"),
    "name_en": message("name in English"),
    "valid_from": message("first day"),
    "valid_to": message("last day"),
    "successors": message("followed by"),
    "needs_approval": message("a second person approves"),
    "days": message("valid for, days"),
    "via": message("with"),
    "revision": message("revision"),
    "oidc": message("known to the office’s sign-in as"),
}


@dataclass(frozen=True)
class Trace:
    """One entry to be: who did what with which object, and why it was refused, if it was.

    `what` is a key of `ACTIONS`, `refused` one of `REASONS`; `who` is empty for nobody.
    """

    who: str
    what: str
    thing: str = ""
    refused: str | None = None
    address: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

"""People whom the office's own sign-in has recognised, and their accounts here."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from geoapp.domain.traces import Trace
from geoapp.models import User
from geoapp.services.audit import note


def find_person(
    session: Session, subject: str, email: str | None, *, address: str = ""
) -> User | None:
    """Return the account of a person, None where an administrator has made none; commits.

    `subject` names the person for good and is kept when they come for the first time;
    `email` must be one that the office's sign-in vouches for.
    """
    known = session.scalar(select(User).where(User.oidc_subject == subject))
    if known is not None or not email:
        return known
    user = session.scalar(
        select(User).where(User.email == email.lower(), User.oidc_subject.is_(None))
    )
    if user is not None:
        user.oidc_subject = subject
        note(session, Trace(user.name, "change-user", user.name, None, address, {"oidc": subject}))
        session.commit()
    return user

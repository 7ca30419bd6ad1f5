"""Reminding planners by e-mail of reports that are due or missing: nobody twice of the same."""

import smtplib
from datetime import date
from email.message import EmailMessage
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Engine
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from geoapp.domain.messages import DEFAULT_LANGUAGE, message, say
from geoapp.domain.reminders import Occasion, occasion_on
from geoapp.models import Reminder
from geoapp.queries.reminders import Addressee, find_addressees
from geoapp.services.mail import letter, post_office
from geoapp.settings import ROOT, Settings

SUBJECTS = {
    "before": message("Reports of {month}: due on {due}, {projects} projects missing"),
    "after": message("Reports of {month}: overdue since {due}, {projects} projects missing"),
}


def send_reminders(settings: Settings, engine: Engine, today: date) -> int:
    """Write to everybody who must be reminded today; return to how many.

    A letter that could not be sent is tried again at the next run. Without a mail server
    nothing is sent: pages remind all the same.
    """
    occasion = occasion_on(today, settings.report_due_day, settings.remind_days)
    if settings.smtp_host is None or occasion is None:
        return 0
    with Session(engine) as session:
        addressees = find_addressees(session, occasion.month, occasion.kind)
    if not addressees:
        return 0
    with post_office(settings) as server:
        return sum(_remind(settings, engine, server, occasion, one) for one in addressees)


def _remind(
    settings: Settings, engine: Engine, server: smtplib.SMTP, occasion: Occasion, to: Addressee
) -> bool:
    """Note that somebody is reminded and write to them; both happen, or neither."""
    with Session(engine) as session:
        noted = session.execute(
            insert(Reminder)
            .values(month=occasion.month, kind=occasion.kind, email=to.email)
            .on_conflict_do_nothing()
            .returning(Reminder.id)
        ).first()
        # Another worker is at it, or was.
        if noted is None:
            return False
        try:
            server.send_message(_letter(settings, occasion, to))
        except smtplib.SMTPRecipientsRefused:
            return False
        session.commit()
        return True


def _letter(settings: Settings, occasion: Occasion, to: Addressee) -> EmailMessage:
    total = sum(one.projects for one in to.missing)
    subject = message(
        SUBJECTS[occasion.kind].text,
        month=f"{occasion.month:%m/%Y}",
        due=f"{occasion.due:%d/%m/%Y}",
        projects=total,
    )
    words = (
        _templates()
        .get_template(f"reminder-{occasion.kind}.txt")
        .render(
            to=to,
            month=occasion.month,
            due=occasion.due,
            total=total,
            root_url=(settings.root_url or "").rstrip("/"),
            title=settings.title_vi,
            place=settings.place_vi,
        )
    )
    return letter(settings, to.email, say(subject, DEFAULT_LANGUAGE), words)


@lru_cache
def _templates() -> Environment:
    # Plain text for a mail programme: nothing in it is markup.
    return Environment(
        loader=FileSystemLoader(ROOT / "templates" / "mail"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701
        keep_trailing_newline=True,
    )

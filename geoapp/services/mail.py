"""Sending a letter by the office's own mail server."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.utils import make_msgid

from geoapp.settings import Settings

TIMEOUT_S = 30


@contextmanager
def post_office(settings: Settings) -> Iterator[smtplib.SMTP]:
    """Connect to the mail server as the settings say; raises `OSError` where it is not reached."""
    host, port = settings.smtp_host or "", settings.smtp_port
    context = ssl.create_default_context()
    if settings.smtp_security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_S, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT_S)
    with server:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password or "")
        yield server


def letter(settings: Settings, to: str, subject: str, words: str) -> EmailMessage:
    """Return a letter of plain words."""
    message = EmailMessage()
    message["From"] = settings.smtp_from or settings.smtp_user or "geoapp@localhost"
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Message-ID"] = make_msgid(domain="geoapp.invalid")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(words)
    return message

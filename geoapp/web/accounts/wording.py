"""What the account library says, in our words and in the language of the request."""

from datetime import datetime

from flask import Flask

from geoapp.domain.formatting import say_date
from geoapp.domain.messages import Message, catalog, message, say
from geoapp.web.state import language, shared

# Keys are the library's; a sentence it could say and that is missing here stays English.
SENTENCES: dict[str, Message] = {
    "API_ERROR": message("The form could not be read."),
    "DISABLED_ACCOUNT": message("The account is switched off."),
    "INVALID_PASSWORD": message("The password is wrong."),
    "INVALID_REDIRECT": message("Only pages of this service may follow."),
    "PASSWORD_CHANGE": message("Your password has been changed; other devices are signed out."),
    "PASSWORD_IS_THE_SAME": message("The new password is the old one."),
    "PASSWORD_NOT_PROVIDED": message("Type the password."),
    "REAUTHENTICATION_REQUIRED": message("Type your password once more to go on."),
    "REAUTHENTICATION_SUCCESSFUL": message("Thank you."),
    "RETYPE_PASSWORD_MISMATCH": message("The two new passwords differ."),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": message("The second step is on."),
    "TWO_FACTOR_DISABLED": message("The second step is off."),
    "TWO_FACTOR_INVALID_TOKEN": message("The code is wrong or too old."),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": message("Signed in."),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": message("There is no such second step."),
    "TWO_FACTOR_PERMISSION_DENIED": message("Sign in with your name and password first."),
    "TWO_FACTOR_SETUP_EXPIRED": message("That took too long. Start again."),
    "USER_DOES_NOT_EXIST": message("The name or the password is wrong."),
}


def library_sentences() -> dict[str, tuple[str, str]]:
    """Return the library's settings that put our sentences in place of its own."""
    return {f"SECURITY_MSG_{key}": (sentence.text, "info") for key, sentence in SENTENCES.items()}


def said(text: str) -> str:
    """Return a sentence of the library in the request's language; said already, it stays."""
    return catalog(language()).gettext(text) if text else ""


def local_time(at: datetime) -> str:
    """Return day and time in the office's zone, in the request's language."""
    here = at.astimezone(shared().settings.time_zone)
    return f"{say_date(here.date(), language())} {here:%H:%M:%S}"


def local_minute(at: datetime) -> str:
    """Return day, hour and minute in the office's zone, in the request's language."""
    here = at.astimezone(shared().settings.time_zone)
    return f"{here:%H:%M} · {say_date(here.date(), language())}"


def stored_minute(at: str) -> str:
    """Return the minute of an instant that was stored as ISO text."""
    return local_minute(datetime.fromisoformat(at))


def local_date(at: datetime) -> str:
    """Return the day in the office's zone, in the request's language."""
    return say_date(at.astimezone(shared().settings.time_zone).date(), language())


def sentence(text: Message) -> str:
    """Return a sentence of ours in the request's language."""
    return say(text, language())


def init_app(app: Flask) -> None:
    """Teach templates to say what accounts and their log hold."""
    app.jinja_env.globals["said"] = said
    app.jinja_env.filters |= {
        "local_time": local_time,
        "local_minute": local_minute,
        "stored_minute": stored_minute,
        "local_date": local_date,
        "sentence": sentence,
    }


class Catalog:
    """Our catalog in the place of the library's translations."""

    @staticmethod
    def gettext(text: str, **values: object) -> str:
        """Say a sentence; values fill its %(places)s."""
        return said(text) % values if values else said(text)

    @staticmethod
    def ngettext(one: str, many: str, num: int, **values: object) -> str:
        """Say a sentence about a number of things."""
        return catalog(language()).ngettext(one, many, num) % ({"num": num} | values)

    @staticmethod
    def format_list(parts: list[str], **_: object) -> str:
        """Join what is listed."""
        return ", ".join(parts)

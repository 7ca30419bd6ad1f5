"""Sentences for people, written in English and said in a language given as an argument."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from geoapp.domain.formatting import say_number

LANGUAGES = ("vi", "en")
# Positions in degrees are the fractions with the most digits that a sentence tells.
DECIMALS = 6
DEFAULT_LANGUAGE = "vi"
CATALOGS = Path(__file__).resolve().parent.parent / "translations"


@runtime_checkable
class Labelled(Protocol):
    """What has its own name in each language, such as a choice of a closed list."""

    def label(self, lang: str) -> str:
        """Return the name."""


@dataclass(frozen=True)
class Message:
    """An English sentence with ``{name}`` places, not yet said in any language."""

    text: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return say(self, "en")


def message(text: str, **values: object) -> Message:
    """Mark `text` for translation and keep the values of its places."""
    return Message(text, values)


def day_message(day: date | str) -> Message:
    """Return a day, or its ISO form, as each language writes it."""
    year, month, number = str(day)[:10].split("-")
    return message("{year}-{month}-{day}", year=year, month=month, day=number)


def stored_message(stored: Mapping[str, Any]) -> Message:
    """Return the message that JSON tells as its text and values, messages among them too."""
    return Message(
        stored["text"],
        {
            name: stored_message(value)
            if isinstance(value, dict) and value.keys() == {"text", "values"}
            else value
            for name, value in stored["values"].items()
        },
    )


@lru_cache
def catalog(lang: str) -> NullTranslations:
    """Read `translations/LANG/LC_MESSAGES/messages.po`; English needs none.

    What set-up compiled of it is read in its place while the sentences are no newer.
    """
    source = CATALOGS / lang / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = source.with_suffix(".mo")
    if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
        with compiled.open("rb") as file:
            return GNUTranslations(file)
    return _compiled(source, lang)


def _compiled(source: Path, lang: str) -> NullTranslations:
    """Compile sentences in memory: 60 ms that a process which prints one page should not need."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    file = BytesIO()
    with source.open("rb") as sentences:
        write_mo(file, read_po(sentences, locale=lang))
    file.seek(0)
    return GNUTranslations(file)


def say(message: Message, lang: str) -> str:
    """Return the sentence in `lang`; messages, names and fractions among its values too."""
    said = {name: _said(value, lang) for name, value in message.values.items()}
    return catalog(lang).gettext(message.text).format(**said)


def _said(value: object, lang: str) -> object:
    if isinstance(value, Message):
        return say(value, lang)
    if isinstance(value, Labelled):
        return value.label(lang)
    return say_number(value, lang, DECIMALS) if isinstance(value, float) else value

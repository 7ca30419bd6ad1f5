"""The table of contents of a pack: one page that opens without a network and leads to each file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from string import Template
from typing import Final
from urllib.parse import quote

from geoapp.domain.formatting import BILLION, say_date, say_number
from geoapp.domain.messages import Message, message, say
from geoapp.exports.formats import FORMATS
from geoapp.exports.pack_files import MadeUnit
from geoapp.exports.typeset import TEMPLATES
from geoapp.exports.web_page import font_faces

POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none';"
    " form-action 'none'"
)


@dataclass(frozen=True)
class PackFacts:
    """What the page says above its table; `filters` are those every file obeys, in words."""

    lang: str
    title: str
    agency: str
    filters: str
    day: date
    printed: date
    illustrative: bool


def contents_name(lang: str) -> str:
    """Return the page's name in the ZIP, which sorts before the folders."""
    return "00-muc-luc.html" if lang == "vi" else "00-contents.html"


def write_contents(facts: PackFacts, units: Sequence[MadeUnit]) -> bytes:
    """Return the page, UTF-8."""
    said = {name: escape(say(words, facts.lang)) for name, words in _WORDS.items()}
    return (
        Template((TEMPLATES / "contents.html").read_text("utf-8"))
        .substitute(
            lang=facts.lang,
            policy=escape(POLICY),
            fonts=font_faces(),
            title=escape(facts.title),
            agency=escape(facts.agency),
            filters=escape(_subtitle(facts)),
            mark=f'<span class="mark">{said["mark"]}</span>' if facts.illustrative else "",
            rows="".join(_row(number, unit, facts.lang) for number, unit in enumerate(units, 1)),
            **{name: said[name] for name in ("unit", "projects", "late", "money", "files", "help")},
        )
        .encode()
    )


_WORDS: Final[dict[str, Message]] = {
    "mark": message("Illustrative figures"),
    "unit": message("Area"),
    "projects": message("Project"),
    "late": message("Late"),
    "money": message("VND billion"),
    "files": message("Files"),
    "help": message("Unpack the whole archive before opening this page: the files lie beside it."),
}


def _subtitle(facts: PackFacts) -> str:
    day = message("data up to {day}", day=say_date(facts.day, facts.lang))
    made = message("made on {day}", day=say_date(facts.printed, facts.lang))
    parts = [facts.filters, say(day, facts.lang), say(made, facts.lang)]
    return " · ".join(part for part in parts if part)


def _row(number: int, unit: MadeUnit, lang: str) -> str:
    money = unit.investment_vnd
    files = [_link(unit, one.name, one.format, lang) for one in unit.files]
    files += [f'<span class="note">{escape(words)}</span>' for words in unit.left_out]
    note = f' <span class="note">{escape(unit.note)}</span>' if unit.note else ""
    late = f"<b>{say_number(unit.late, lang)}</b>" if unit.late else "–"
    billions = "–" if money is None else say_number(money / BILLION, lang, 0)
    return (
        f"<tr><td>{number}</td><th scope=row>{escape(unit.name)}{note}</th>"
        f"<td>{say_number(unit.projects, lang)}</td><td>{late}</td><td>{billions}</td>"
        f"<td class=files>{' '.join(files)}</td></tr>"
    )


def _link(unit: MadeUnit, name: str, made: str, lang: str) -> str:
    title = escape(say(FORMATS[made].title, lang))
    return f'<a href="{quote(unit.folder)}/{quote(name)}">{title}</a>'

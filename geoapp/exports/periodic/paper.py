"""The whole document: head and foot as people wrote them, around the body."""

from datetime import date

from babel.dates import format_date

from geoapp.domain.formatting import say_date
from geoapp.domain.messages import Message, message, say
from geoapp.domain.periods import say_period
from geoapp.exports.periodic.material import Material
from geoapp.exports.periodic.parts import ReportPaper
from geoapp.exports.periodic.sections import body

# As decrees and circulars of the state name it in either language.
NATION = message("SOCIALIST REPUBLIC OF VIET NAM")
MOTTO = message("Independence - Freedom - Happiness")


def lay_out(given: Material, scope: str) -> ReportPaper:
    """Return the document; `scope` names the filter where there is one, else empty."""
    content, texts, facts = given.content, given.texts, given.facts
    lang = content.lang

    def said(words: Message) -> str:
        return say(words, lang)

    period = say_period(facts.period, lang)
    title = message("On key projects, {period}", period=period)
    if scope:
        title = message("On key projects, {period}: {scope}", period=period, scope=scope)
    number = message("No.: {number}", number=texts["number"])
    return ReportPaper(
        lang=lang,
        nation=said(NATION),
        motto=said(MOTTO),
        superior=texts["superior"],
        issuer=texts["issuer"],
        number=said(number),
        date_line=f"{texts['place']}, {_dated(content.printed, lang)}",
        kind=said(message("REPORT")),
        title=said(title),
        addressee=tuple(_addressees(texts.lines("addressee"), lang)),
        basis=tuple(texts.lines("basis")),
        parts=body(given),
        closing=" ".join(texts.paragraphs("closing")),
        recipients_title=said(message("Recipients")),
        recipients=tuple(texts.lines("recipients")),
        authority=texts["authority"],
        position=texts["position"],
        signer=texts["signer"],
        mark=said(message("Illustrative figures")) if facts.illustrative else "",
        remark=said(message("Figures of {day}", day=say_date(facts.day, lang))),
        page_word=said(message("Page")),
    )


def _dated(day: date, lang: str) -> str:
    """Return the day as the decree writes it: below 10, and months 1 and 2, with a zero before."""
    if lang == "en":
        return format_date(day, "d MMMM y", locale=lang)
    words = message(
        "day {day} month {month} year {year}",
        day=f"{day.day:02}",
        month=f"{day.month:02}" if day.month < 3 else str(day.month),
        year=str(day.year),
    )
    return say(words, lang)


def _addressees(lines: list[str], lang: str) -> list[str]:
    """Return “Kính gửi: …”; of several each stands below with a dash, as the decree's forms do."""
    if len(lines) < 2:
        return [say(message("To: {addressee}", addressee=line), lang) for line in lines]
    named = [line.lstrip("- ").rstrip(" ;.") for line in lines]
    *others, last = (f"- {line}" for line in named)
    return [say(message("To:"), lang), *(f"{line};" for line in others), f"{last}."]

"""A periodic report put together: facts, texts and pictures, for page, file and shell alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from geoapp.domain.formatting import say_number
from geoapp.domain.messages import Message, message, say
from geoapp.domain.periods import Period, say_period
from geoapp.domain.report_texts import BLOCKS, CARRIED, ReportTexts, TextBlock
from geoapp.exports import words
from geoapp.exports.options import ExportOptions
from geoapp.exports.periodic.material import PICTURES, Material
from geoapp.exports.periodic.paper import lay_out
from geoapp.exports.periodic.parts import ReportPaper
from geoapp.queries.agencies import AgencyName
from geoapp.queries.report_texts import TextKey, find_carried, find_texts
from geoapp.queries.wanted import Wanted
from geoapp.services.exports import Office, gather
from geoapp.services.periodic import gather_facts

# A report of more is no report any more; a table of it is an export's affair.
MOST_PROJECTS = 3_000
# What reports told month by month is said and drawn.
MONTHS_TOLD = ExportOptions(sections=("charts",))


@dataclass(frozen=True)
class Asked:
    """Which report: its period, who reports (None: the office), and which pictures it has."""

    period: Period
    by: AgencyName | None = None
    pictures: tuple[str, ...] = PICTURES

    def key(self, lang: str) -> TextKey:
        """Return under which its texts are kept."""
        return TextKey(str(self.period), lang, self.by.id if self.by else None)


def make_paper(session: Session, wanted: Wanted, office: Office, asked: Asked) -> ReportPaper:
    """Return the report; raises `TooManyFeatures` for more projects than a report can hold."""
    content = gather(session, wanted, office, MONTHS_TOLD, most=MOST_PROJECTS)
    sector = next((one for one in office.themes if one.id == "sector"), office.theme)
    material = Material(
        gather_facts(session, wanted, asked.period, office.lang),
        read_texts(session, wanted, office, asked),
        content,
        sector,
        asked.pictures,
    )
    return lay_out(material, ", ".join(scope(wanted, office.lang)))


def read_texts(session: Session, wanted: Wanted, office: Office, asked: Asked) -> ReportTexts:
    """Return what stands in each block: as written, as written last time, or as proposed."""
    key = asked.key(office.lang)
    written = find_texts(session, key).bodies
    carried = find_carried(session, key, CARRIED)
    facts = _places(wanted, office, asked)
    texts = {
        block.code: carried.get(block.code, _proposed(block, facts, office.lang))
        for block in BLOCKS
    }
    return ReportTexts(texts | dict(written), frozenset(written))


def _proposed(block: TextBlock, facts: Mapping[str, object], lang: str) -> str:
    parts = (say(Message(one.text, dict(facts)), lang) for one in block.proposed)
    return block.joint.join(parts)


def _places(wanted: Wanted, office: Office, asked: Asked) -> dict[str, object]:
    unnamed = say(message("[name of the agency]"), office.lang)
    issuer = asked.by.current_label(office.lang) if asked.by else office.agency
    return {
        "issuer": issuer or unnamed,
        "place": "…",
        "due_day": wanted.standing.rule.due_day,
        "period": say_period(asked.period, office.lang),
    }


def scope(wanted: Wanted, lang: str) -> Iterator[str]:
    """Yield what the filter narrows the report to, in words."""
    asked = wanted.filter
    yield from dict.fromkeys(unit.name for unit in wanted.units)
    listed = (
        ("sector", asked.sectors),
        ("kind", asked.kinds),
        ("funding", asked.funding),
        ("stage", asked.stages),
        ("schedule", asked.schedules),
    )
    for name, codes in listed:
        yield from (words.label(name, code, lang).lower() for code in codes)
    for low, high in asked.progress:
        yield f"{say_number(low, lang)} – {say_number(high, lang)}%"
    for code in asked.agencies:
        yield wanted.agencies.by_code[code].current_label(lang)
    yield from (f"“{text}”" for text in asked.q)

"""What the body of a periodic report is made of."""

from dataclasses import dataclass

from geoapp.domain.layers.definition import Theme
from geoapp.domain.report_texts import ReportTexts
from geoapp.exports.content import ExportContent
from geoapp.exports.periodic.facts import PeriodFacts

# Kinds of pictures that may be left out.
PICTURES = ("charts", "maps", "atlas")


@dataclass(frozen=True)
class Material:
    """What the body is made of; `sector_theme` colours the second map; `pictures` of PICTURES."""

    facts: PeriodFacts
    texts: ReportTexts
    content: ExportContent
    sector_theme: Theme
    pictures: tuple[str, ...] = PICTURES

"""What a report is laid out of: headings, paragraphs, tables and pictures, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from geoapp.charts.chart import Chart
from geoapp.exports.content import ExportContent

# Half the width of the text, mm.
HALF_MM: Final = 80.0


@dataclass(frozen=True)
class Heading:
    """Level 1 is I, II …; level 2 is 1, 2 …; level 0 an appendix, on a page of its own."""

    text: str
    level: int


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `small` is a note under a table or picture."""

    text: str
    small: bool = False


@dataclass(frozen=True)
class Column:
    """A column `share` parts wide; figures stand to the right."""

    title: str
    share: float
    right: bool = False


@dataclass(frozen=True)
class Table:
    """A table; of `sums` the last row is the sum of the others."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    sums: bool = False


@dataclass(frozen=True)
class ChartPicture:
    """A chart as wide as the text; its words are its title."""

    title: str
    chart: Chart


@dataclass(frozen=True)
class MapPicture:
    """A map of the content's projects, in mm; two of half the text's width stand in a row."""

    title: str
    content: ExportContent
    width: float
    height: float


Part: TypeAlias = Heading | Paragraph | Table | ChartPicture | MapPicture


@dataclass(frozen=True)
class ReportPaper:
    """The whole document; texts of head and foot are as people wrote them, lines apart.

    `date_line` is “Huế, ngày 20 tháng 11 năm 2026”; `mark` says that figures are illustrative,
    empty where none are; `remark` stands small on every page.
    """

    lang: str
    nation: str
    motto: str
    superior: str
    issuer: str
    number: str
    date_line: str
    kind: str
    title: str
    addressee: tuple[str, ...]
    basis: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: str
    recipients_title: str
    recipients: tuple[str, ...]
    authority: str
    position: str
    signer: str
    mark: str
    remark: str
    page_word: str


def split(parts: Sequence[Part]) -> tuple[Sequence[Part], Sequence[Part]]:
    """Return what stands before the signature, and the appendix behind it."""
    ends = (
        place for place, part in enumerate(parts) if isinstance(part, Heading) and part.level == 0
    )
    end = next(ends, len(parts))
    return parts[:end], parts[end:]


def is_small(part: Part) -> bool:
    """Tell whether two of the kind stand beside each other."""
    return isinstance(part, MapPicture) and part.width < HALF_MM

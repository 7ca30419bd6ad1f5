"""The periodic report as a Word document: real styles, native tables, pictures as PNG."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import groupby
from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from geoapp.charts.printed import printed_png
from geoapp.exports.periodic.docx_frame import add_foot, add_head, add_margins
from geoapp.exports.periodic.docx_style import TEXT_MM, new_document
from geoapp.exports.periodic.docx_tables import add_table, bare_table
from geoapp.exports.periodic.parts import (
    ChartPicture,
    Heading,
    MapPicture,
    Paragraph,
    Part,
    ReportPaper,
    Table,
    is_small,
    split,
)
from geoapp.exports.periodic.pictures import map_png
from geoapp.exports.plain_text import clean

CHART_PX: Final = 640
LARGE_DPI, SMALL_DPI = 180, 150
MOST_TITLE: Final = 255


def write_docx(paper: ReportPaper) -> bytes:
    """Return a DOCX file."""
    document = new_document(paper.lang)
    document.core_properties.title = clean(paper.title)[:MOST_TITLE]
    document.core_properties.author = clean(paper.issuer)[:MOST_TITLE]
    document.core_properties.comments = ""
    add_head(document, paper)
    chapters, appendix = split(paper.parts)
    _add_all(document, chapters)
    # A signature does not stand on a page of its own.
    _paragraph(document, Paragraph(paper.closing)).paragraph_format.keep_with_next = True
    add_foot(document, paper)
    _add_all(document, appendix)
    add_margins(document, paper)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add_all(document: Any, parts: Sequence[Part]) -> None:
    for small, group in groupby(parts, key=is_small):
        if small:
            _side_by_side(document, list(group))
            continue
        for part in group:
            _add(document, part)


def _add(document: Any, part: Part) -> None:
    match part:
        case Heading():
            _heading(document, part)
        case Paragraph():
            _paragraph(document, part)
        case Table():
            add_table(document, part)
        case ChartPicture():
            _picture(
                document.add_paragraph(), printed_png(part.chart, CHART_PX), TEXT_MM, part.title
            )
            _caption(document, part.title)
        case MapPicture():
            _picture(document.add_paragraph(), map_png(part, LARGE_DPI), part.width, part.title)
            _caption(document, part.title)


def _heading(document: Any, part: Heading) -> None:
    heading = document.add_heading(clean(part.text), level=max(1, part.level))
    if part.level == 0:
        heading.paragraph_format.page_break_before = True
        heading.paragraph_format.first_line_indent = Mm(0)
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _paragraph(document: Any, part: Paragraph) -> Any:
    paragraph = document.add_paragraph(style="Body Text")
    run = paragraph.add_run(clean(part.text))
    if part.small:
        run.font.size = Pt(10)
    return paragraph


def _picture(paragraph: Any, png: bytes, width: float, words: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(BytesIO(png), width=Mm(width))
    # What a reader of the page hears in the picture's place.
    shape._inline.docPr.set("descr", clean(words))  # noqa: SLF001 - python-docx has no other way


def _caption(document: Any, text: str) -> None:
    caption = document.add_paragraph(clean(text), style="Caption")
    caption.paragraph_format.keep_with_next = False
    caption.paragraph_format.space_before = Pt(2)


def _side_by_side(document: Any, pictures: list[Part]) -> None:
    for row in _pairs(pictures):
        table = bare_table(document, (TEXT_MM / 2, TEXT_MM / 2))
        for cell, part in zip(table.rows[0].cells, row, strict=False):
            assert isinstance(part, MapPicture)  # noqa: S101 - `is_small` lets no other through
            _picture(cell.paragraphs[0], map_png(part, SMALL_DPI), part.width - 2, part.title)
            words = cell.add_paragraph(clean(part.title), style="Caption")
            words.paragraph_format.space_before = Pt(1)


def _pairs(parts: list[Part]) -> Iterator[list[Part]]:
    for place in range(0, len(parts), 2):
        yield parts[place : place + 2]

"""A document for a written report: title, map, totals and the table, in Word's own means."""

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geoapp.domain.formatting import say_date
from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent
from geoapp.exports.document_charts import add_charts
from geoapp.exports.document_table import add_table
from geoapp.exports.map_png import map_png
from geoapp.exports.nothing import empty_words
from geoapp.exports.options import ExportOptions
from geoapp.exports.page_data import kpis
from geoapp.exports.plain_text import clean
from geoapp.exports.remarks import remarks
from geoapp.exports.word_fields import add_field

FONT: Final = "Times New Roman"
MAP_DPI: Final = 160
MARGIN: Final = 20
# The map leaves room for title and totals on its page.
MAP_SHARE: Final = 0.49


def write_document(content: ExportContent, options: ExportOptions) -> bytes:
    """Return a DOCX file."""
    document = Document()
    width, height = options.page_mm
    _page(document, width, height, landscape=options.orientation == "landscape")
    _fonts(document)
    document.core_properties.title = clean(content.title)[:255]
    document.core_properties.author = clean(content.agency)[:255]
    document.add_heading(clean(content.title), level=1)
    document.add_paragraph(clean(content.subtitle))
    if content.illustrative:
        mark = document.add_paragraph().add_run(_say(content, message("Illustrative figures")))
        mark.bold = True
    _body(document, content, options, width - 2 * MARGIN)
    _foot(document.sections[0].footer, content)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _page(document: Any, width: float, height: float, *, landscape: bool) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin = section.bottom_margin = Mm(MARGIN)


def _fonts(document: Any) -> None:
    for name, size in (("Normal", 12), ("Heading 1", 18), ("Heading 2", 14)):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0x17, 0x23, 0x2E)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), FONT)


def _body(document: Any, content: ExportContent, options: ExportOptions, width: float) -> None:
    if not content.projects:
        document.add_paragraph(empty_words(content)[0])
        return
    if "map" in options.sections:
        height = round(min(width * 0.5, options.page_mm[1] * MAP_SHARE))
        picture = map_png(content, width, height, options, MAP_DPI)
        document.add_picture(BytesIO(picture), width=Mm(width))
    _totals(document, content)
    if "charts" in options.sections:
        add_charts(document, content, (width, options.page_mm[1] - 2 * MARGIN))
    if "table" in options.sections:
        if "charts" in options.sections:
            heading = document.add_heading(_say(content, message("Projects")), level=2)
            heading.paragraph_format.page_break_before = True
        add_table(document, content, width)


def _totals(document: Any, content: ExportContent) -> None:
    """Write the totals and the counts in a line each: lists would push rows off the page."""
    line = document.add_paragraph()
    for place, one in enumerate(kpis(content)):
        line.add_run(f"{' · ' if place else ''}{one['figure']} ").bold = True
        line.add_run(clean(one["words"]))
    counts = " · ".join(f"{clean(found.label)}: {found.count}" for found in content.counts)
    document.add_paragraph(counts)


def _foot(footer: Any, content: ExportContent) -> None:
    """Say sources, day and page at the foot of each page: at the end they might stand alone."""
    said = footer.paragraphs[0]
    said.add_run(clean(" ".join(remarks(content))))
    day = say_date(content.printed, content.lang)
    last = footer.add_paragraph()
    last.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    printed, page = message("Printed on {day}", day=day), message("Page")
    last.add_run(f"{_say(content, printed)} · {_say(content, page)} ")
    add_field(last, "PAGE")
    last.add_run("/")
    add_field(last, "NUMPAGES")
    for paragraph in (said, last):
        paragraph.paragraph_format.space_after = Pt(0)
        for run in paragraph.runs:
            run.font.size = Pt(8)


def _say(content: ExportContent, words: Message) -> str:
    return say(words, content.lang)

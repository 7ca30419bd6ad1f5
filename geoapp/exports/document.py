"""A document for a written report: title, map, totals and the table, in Word's own means."""

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geoapp.charts.printed import printed_png
from geoapp.domain.formatting import NBSP, say_date
from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent
from geoapp.exports.map_png import map_png
from geoapp.exports.nothing import empty_words
from geoapp.exports.options import ExportOptions
from geoapp.exports.page_data import kpis, wide_cell
from geoapp.exports.plain_text import clean
from geoapp.exports.printed_charts import charts_of
from geoapp.exports.remarks import remarks
from geoapp.exports.words import name_words

FONT: Final = "Times New Roman"
MAP_DPI: Final = 160
MARGIN: Final = 20
NARROW_MM: Final = 200
CHART_MM, CHART_PX = 170.0, 600
COLUMNS: Final[tuple[tuple[str, Message, float], ...]] = (
    ("lead_agency", message("Lead agency"), 20),
    ("investment", message("VND billion"), 9),
    ("progress", message("Works / plan"), 13),
    ("schedule", message("Against the plan"), 13),
    ("finish", message("Finish"), 13),
)


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
    day = say_date(content.printed, content.lang)
    for line in (*remarks(content), _say(content, message("Printed on {day}", day=day))):
        remark = document.add_paragraph(clean(line))
        remark.runs[0].font.size, remark.paragraph_format.space_after = Pt(9), Pt(0)
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
        height = round(width * 0.5)
        picture = map_png(content, width, height, options, MAP_DPI)
        document.add_picture(BytesIO(picture), width=Mm(width))
    _totals(document, content)
    if "charts" in options.sections:
        _charts(document, content, min(width, CHART_MM))
    if "table" in options.sections:
        _table(document, content, width)


def _totals(document: Any, content: ExportContent) -> None:
    """Write the totals and the counts in a line each: lists would push rows off the page."""
    line = document.add_paragraph()
    for place, one in enumerate(kpis(content)):
        line.add_run(f"{' · ' if place else ''}{one['figure']} ").bold = True
        line.add_run(clean(one["words"]))
    counts = " · ".join(f"{clean(found.label)}: {found.count}" for found in content.counts)
    document.add_paragraph(counts)


def _charts(document: Any, content: ExportContent, width: float) -> None:
    for one in charts_of(content):
        document.add_heading(clean(one.title), level=2)
        sentence = document.add_paragraph(clean(one.chart.sentence))
        if one.empty:
            continue
        sentence.paragraph_format.keep_with_next = True
        picture = printed_png(one.chart, CHART_PX)
        shape = document.add_picture(BytesIO(picture), width=Mm(width))
        # What a reader of the page hears in the picture's place.
        shape._inline.docPr.set("descr", clean(one.chart.sentence))  # noqa: SLF001 - no other way


def _table(document: Any, content: ExportContent, width: float) -> None:
    titles = [message("No."), message("Project"), *(title for _, title, _ in COLUMNS)]
    number = 5.0 if width > NARROW_MM else 6.5
    rest = 100 - number - sum(share for *_, share in COLUMNS)
    shares = [number, rest, *(one[2] for one in COLUMNS)]
    table = document.add_table(rows=1, cols=len(titles), style="Table Grid")
    table.autofit = False
    _close(table)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(width * share / 100)
    _fill(table.rows[0], [_say(content, one) for one in titles], shares, width, bold=True)
    _repeat(table.rows[0])
    for project in content.projects:
        said = [str(project.number), name_words(project.properties, content.lang)]
        said += [wide_cell(name, project, content) for name, *_ in COLUMNS]
        _fill(table.add_row(), said, shares, width)
    document.add_paragraph()


def _close(table: Any) -> None:
    """Leave a millimetre between words and lines of the table, in place of Word's two."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 - python-docx has no other way


def _fill(
    row: Any, texts: list[str], shares: list[float], width: float, *, bold: bool = False
) -> None:
    for place, (cell, text, share) in enumerate(zip(row.cells, texts, shares, strict=True)):
        cell.width = Mm(width * share / 100)
        # Narrow columns need every place where a line may break.
        said = clean(text) if width > NARROW_MM else clean(text).replace(NBSP, " ")
        run = cell.paragraphs[0].add_run(said)
        run.bold, run.font.size = bold, Pt(10)
        if place in (0, 3, 4):
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    unbroken = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(unbroken)  # noqa: SLF001 - python-docx has no other way


def _repeat(row: Any) -> None:
    """Let Word write the row again at the head of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - as above


def _say(content: ExportContent, words: Message) -> str:
    return say(words, content.lang)

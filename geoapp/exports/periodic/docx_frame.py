"""Head and foot of an administrative document: who writes to whom, when, and who signs."""

from typing import Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from geoapp.exports.periodic.docx_style import TEXT_MM, rule_below
from geoapp.exports.periodic.docx_tables import bare_table
from geoapp.exports.periodic.parts import ReportPaper
from geoapp.exports.plain_text import clean
from geoapp.exports.word_fields import add_field
from geoapp.exports.word_tables import keep_whole

HEAD_MM: Final = (63.0, TEXT_MM - 63.0)
FOOT_MM: Final = (TEXT_MM / 2, TEXT_MM / 2)
# About how wide the motto is in bold 14 pt, and a third of an agency's name.
MOTTO_MM, SHORT_MM, TITLE_MM = 62.0, 25.0, 45.0
# Where several addressees begin, and the word before them.
TO_MM, LIST_MM = 40.0, 48.0
CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER


def add_head(document: Any, paper: ReportPaper) -> None:
    """Add names, number, place and day, then kind and title of the document."""
    table = bare_table(document, HEAD_MM, rows=2)
    left, right = table.rows[0].cells
    if paper.superior:
        _line(left, paper.superior.upper(), 13)
    _line(left, paper.issuer.upper(), 13, bold=True)
    rule_below(_line(left, "", 2), SHORT_MM, HEAD_MM[0])
    _line(right, paper.nation, 12, bold=True)
    _line(right, paper.motto, 14, bold=True)
    rule_below(_line(right, "", 2), MOTTO_MM, HEAD_MM[1])
    left, right = table.rows[1].cells
    _line(left, paper.number, 13)
    _line(right, paper.date_line, 14, italic=True)
    kind = document.add_paragraph(clean(paper.kind), style="Title")
    kind.paragraph_format.space_before = Pt(12)
    document.add_paragraph(clean(paper.title), style="Title")
    rule_below(document.add_paragraph(), TITLE_MM, TEXT_MM)
    _add_addressees(document, paper.addressee)
    for line in paper.basis:
        ground = document.add_paragraph(style="Body Text")
        ground.add_run(clean(line)).italic = True


def _add_addressees(document: Any, lines: tuple[str, ...]) -> None:
    """Add one in the middle, several as a list from near the middle on."""
    for place, line in enumerate(lines):
        named = document.add_paragraph(clean(line)).paragraph_format
        named.space_before, named.space_after = Pt(0 if place else 8), Pt(0)
        if len(lines) == 1:
            named.alignment = CENTER
        else:
            named.left_indent = Mm(LIST_MM if place else TO_MM)


def add_foot(document: Any, paper: ReportPaper) -> None:
    """Add recipients on the left and the signature on the right, never torn apart."""
    gap = document.add_paragraph().paragraph_format
    gap.space_before, gap.keep_with_next = Pt(6), True
    table = bare_table(document, FOOT_MM)
    keep_whole(table.rows[0])
    left, right = table.rows[0].cells
    title = _line(left, f"{paper.recipients_title}:", 12, bold=True, italic=True)
    title.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in paper.recipients:
        named = line if line.startswith("-") else f"- {line}"
        _line(left, named, 11).alignment = WD_ALIGN_PARAGRAPH.LEFT
    if paper.authority:
        _line(right, paper.authority.upper(), 14, bold=True)
    _line(right, paper.position.upper(), 14, bold=True)
    room = _line(right, "", 14)
    room.paragraph_format.space_before = Pt(52)
    _line(right, paper.signer, 14, bold=True)


def add_margins(document: Any, paper: ReportPaper) -> None:
    """Write the page's number above, from the second page on, and the mark on each page."""
    section = document.sections[0]
    number = section.header.paragraphs[0]
    number.alignment = CENTER
    add_field(number, "PAGE")
    for footer in (section.footer, section.first_page_footer):
        foot = footer.paragraphs[0]
        foot.alignment = CENTER
        if paper.mark:
            mark = foot.add_run(clean(paper.mark))
            mark.bold, mark.font.size = True, Pt(10)
            _shade(mark)
            foot.add_run(" · ").font.size = Pt(10)
        foot.add_run(clean(paper.remark)).font.size = Pt(10)


def _shade(run: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "FFE3A3")):
        shade.set(qn(f"w:{name}"), value)
    run._r.get_or_add_rPr().append(shade)  # noqa: SLF001 - python-docx has no shading


def _line(cell: Any, text: str, size: float, *, bold: bool = False, italic: bool = False) -> Any:
    """Write a centred line into a cell, its first paragraph first."""
    first = cell.paragraphs[0]
    is_new = first.runs or len(cell.paragraphs) > 1
    paragraph = cell.add_paragraph() if is_new else first
    paragraph.alignment = CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph

"""Word's own styles of an administrative document, as Decree 30/2020/NĐ-CP sets them.

Appendix I, part I: A4 upright, margins of 20–25 mm above and below, 30–35 mm on the left and
15–20 mm on the right; Times New Roman in black; the page's number from the second page on,
centred in the upper margin, 13–14 pt.
"""

from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

FONT: Final = "Times New Roman"
BODY_PT: Final = 14
TABLE_PT, HEAD_PT = 10.5, 9
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 20, 20, 30, 20
TEXT_MM: Final = 210 - LEFT_MM - RIGHT_MM
INDENT_MM: Final = 12.7
BLACK: Final = RGBColor(0, 0, 0)


def new_document(lang: str) -> Any:
    """Return an empty document with page, margins and styles."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(TOP_MM), Mm(BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(LEFT_MM), Mm(RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(9), Mm(9)
    section.different_first_page_header_footer = True
    styles = document.styles
    _font(styles["Normal"], BODY_PT, lang=lang)
    for name, size in (("Heading 1", 14), ("Heading 2", 14), ("Title", 14), ("Caption", 12)):
        _font(styles[name], size, bold=True)
    _font(styles["Header"], 13)
    _body_text(styles["Body Text"])
    _headings(styles)
    return document


def _font(style: Any, size: float, *, bold: bool = False, lang: str = "") -> None:
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
    style.font.italic, style.font.color.rgb = False, BLACK
    properties = style.element.get_or_add_rPr()
    fonts = properties.rFonts
    for name in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(name), FONT)
    for name in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(name), None)
    if lang:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN" if lang == "vi" else "en-GB")
        properties.append(language)


def _body_text(style: Any) -> None:
    """Paragraphs are justified, indented by 1,27 cm, and 6 pt apart."""
    _font(style, BODY_PT)
    layout = style.paragraph_format
    layout.alignment, layout.first_line_indent = WD_ALIGN_PARAGRAPH.JUSTIFY, Mm(INDENT_MM)
    layout.space_before, layout.space_after = Pt(6), Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.MULTIPLE, 1.1


def _headings(styles: Any) -> None:
    for name in ("Heading 1", "Heading 2"):
        layout = styles[name].paragraph_format
        layout.first_line_indent, layout.keep_with_next = Mm(INDENT_MM), True
        layout.space_before, layout.space_after = Pt(10 if name == "Heading 1" else 6), Pt(0)
    title = styles["Title"].paragraph_format
    title.alignment, title.space_before, title.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(0), Pt(0)
    # The library's Title is underlined by a coloured rule.
    for border in styles["Title"].element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    caption = styles["Caption"].paragraph_format
    caption.alignment, caption.keep_with_next = WD_ALIGN_PARAGRAPH.CENTER, True
    caption.space_before, caption.space_after = Pt(12), Pt(3)


def rule_below(paragraph: Any, width_mm: float, room_mm: float) -> None:
    """Draw a line `width_mm` wide under what stands centred in `room_mm`."""
    side = Mm((room_mm - width_mm) / 2)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.line_spacing = Pt(3)
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 - python-docx has no borders

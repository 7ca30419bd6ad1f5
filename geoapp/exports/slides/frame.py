"""What every slide has: the band with its title, the mark, the foot; and how text is written."""

from math import ceil
from typing import Any, Final

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Mm, Pt

from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent
from geoapp.exports.plain_text import clean
from geoapp.exports.remarks import remarks

WIDTH, HEIGHT, HEAD, EDGE = 338.7, 190.5, 22.0, 10.0
BRAND, INK, INK_2, TINT, LATE = "14344C", "17232E", "44525E", "E7EEF3", "8C1A0A"
# On every office machine, and complete in Vietnamese.
FONT: Final = "Arial"
TITLE_ONLY: Final = 5
# How many letters stand on a line of the foot.
FOOT_LETTERS: Final = 160
FOOT_LINE_MM: Final = 3.9


def new_slide(deck: Any, title: str, content: ExportContent) -> Any:
    """Add a slide with band, title, mark and foot."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    band = slide.shapes.add_shape(1, 0, 0, Mm(WIDTH), Mm(HEAD))
    band.fill.solid()
    band.fill.fore_color.rgb = rgb(BRAND)
    band.line.fill.background()
    band.name = "band"
    slide.shapes._spTree.remove(band._element)  # noqa: SLF001 - drawn first lies undermost
    slide.shapes._spTree.insert(2, band._element)  # noqa: SLF001
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = Mm(EDGE), Mm(1), Mm(WIDTH - 80), Mm(HEAD - 2)
    size = 24 if len(title) < 45 else 18 if len(title) < 90 else 11
    write_text(head.text_frame, title, size, bold=True, color="FFFFFF")
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if content.illustrative:
        _mark(slide, content)
    foot = foot_height(content)
    add_words(slide, " ".join(remarks(content)), (EDGE, HEIGHT - foot, WIDTH - 50, foot), 9, INK_2)
    return slide


def foot_height(content: ExportContent) -> float:
    """Return how many mm the foot of each slide needs for all that it must say."""
    lines = ceil(len(" ".join(remarks(content))) / FOOT_LETTERS)
    return 3.2 + FOOT_LINE_MM * max(2, lines)


def _mark(slide: Any, content: ExportContent) -> None:
    mark = slide.shapes.add_shape(5, Mm(WIDTH - 62), Mm(6), Mm(52), Mm(10))
    mark.fill.solid()
    mark.fill.fore_color.rgb = rgb("FFE3A3")
    mark.line.color.rgb = rgb("B98500")
    words = say(message("Illustrative figures"), content.lang)
    write_text(mark.text_frame, words, 12, bold=True, color="5A3A00", align=PP_ALIGN.CENTER)


def add_words(
    slide: Any, text: str, box: tuple[float, float, float, float], size: float, color: str = INK,
    *, bold: bool = False,
) -> Any:  # fmt: skip
    """Add text in a box of left, top, width and height in mm; `size` in points."""
    shape = slide.shapes.add_textbox(*(Mm(side) for side in box))
    write_text(shape.text_frame, text, size, bold=bold, color=color)
    return shape


def write_text(
    frame: Any, text: str, size: float, *, bold: bool = False, color: str = INK, align: Any = None
) -> None:
    """Write text as runs of one look, a paragraph a line; `size` in points."""
    frame.word_wrap = True
    for place, line in enumerate(clean(text).split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = align or PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
        run.font.color.rgb = rgb(color)


def rgb(code: str) -> Any:
    """Return the library's colour of six hexadecimal digits."""
    made: Any = RGBColor
    return made.from_string(code)


def said(content: ExportContent, words: Message) -> str:
    """Return words in the content's language."""
    return say(words, content.lang)

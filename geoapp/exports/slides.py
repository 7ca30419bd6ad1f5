"""A deck in 16:9: title, map, chart, tables, a slide for each project if asked."""

from collections.abc import Sequence
from copy import deepcopy
from io import BytesIO
from math import ceil
from typing import Any, Final

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Mm, Pt

from geoapp.charts.counts import ClassCount
from geoapp.domain.formatting import say_date
from geoapp.domain.messages import Message, message, say
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.map_png import map_png
from geoapp.exports.nothing import empty_words
from geoapp.exports.options import ExportOptions
from geoapp.exports.page_data import facts, kpis, wide_cell
from geoapp.exports.plain_text import clean
from geoapp.exports.remarks import remarks
from geoapp.exports.words import name_words, progress_words, schedule_words

WIDTH, HEIGHT, HEAD, EDGE = 338.7, 190.5, 22.0, 10.0
BRAND, INK, INK_2, TINT, LATE = "14344C", "17232E", "44525E", "E7EEF3", "8C1A0A"
# On every office machine, and complete in Vietnamese.
FONT: Final = "Arial"
TITLE_ONLY: Final = 5
# How many letters stand on a line of the foot, and of the columns that wrap, in a wide font.
FOOT_LETTERS: Final = 160
LETTERS: Final = {"name": 44, "lead_agency": 27, "finish": 15}
LINE_MM, FOOT_LINE_MM, CELL_MM, TABLE_HEAD_MM = 4.7, 3.9, 2.0, 13.0
MAP_DPI: Final = 160
LEGEND_MM: Final = 66
SHAPES: Final = {
    "diamond": MSO_SHAPE.DIAMOND,
    "square": MSO_SHAPE.RECTANGLE,
    "rounded-square": MSO_SHAPE.ROUNDED_RECTANGLE,
    "hexagon": MSO_SHAPE.HEXAGON,
}
COLUMNS: Final[tuple[tuple[str, Message, float], ...]] = (
    ("number", message("No."), 12),
    ("name", message("Project"), 104),
    ("lead_agency", message("Lead agency"), 66),
    ("investment", message("VND billion"), 24),
    ("progress", message("Works / plan"), 38),
    ("schedule", message("Against the plan"), 38),
    ("finish", message("Finish"), 36.7),
)
NUMBERS: Final = ("number", "investment", "progress")
LATE_COLUMN: Final = [name for name, *_ in COLUMNS].index("schedule")


def write_slides(content: ExportContent, options: ExportOptions) -> bytes:
    """Return a PPTX file."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Mm(WIDTH), Mm(HEIGHT)
    _title(deck, content)
    if "map" in options.sections and content.projects:
        _map(deck, content, options)
        _chart(deck, content)
    if "table" in options.sections:
        for projects in pages(content):
            _table(deck, content, projects)
    if "projects" in options.sections:
        for project in content.projects:
            _project(deck, content, project)
    _number(deck)
    file = BytesIO()
    deck.save(file)
    return file.getvalue()


def _slide(deck: Any, title: str, content: ExportContent) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    band = slide.shapes.add_shape(1, 0, 0, Mm(WIDTH), Mm(HEAD))
    band.fill.solid()
    band.fill.fore_color.rgb = _rgb(BRAND)
    band.line.fill.background()
    band.name = "band"
    slide.shapes._spTree.remove(band._element)  # noqa: SLF001 - drawn first lies undermost
    slide.shapes._spTree.insert(2, band._element)  # noqa: SLF001
    head = slide.shapes.title
    head.left, head.top, head.width, head.height = Mm(EDGE), Mm(1), Mm(WIDTH - 80), Mm(HEAD - 2)
    size = 24 if len(title) < 45 else 18 if len(title) < 90 else 11
    _write(head.text_frame, title, size, bold=True, color="FFFFFF")
    head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    if content.illustrative:
        _mark(slide, content)
    foot = foot_height(content)
    _words(slide, " ".join(remarks(content)), (EDGE, HEIGHT - foot, WIDTH - 50, foot), 9, INK_2)
    return slide


def foot_height(content: ExportContent) -> float:
    """Return how many mm the foot of each slide needs for all that it must say."""
    lines = ceil(len(" ".join(remarks(content))) / FOOT_LETTERS)
    return 3.2 + FOOT_LINE_MM * max(2, lines)


def _rgb(code: str) -> Any:
    made: Any = RGBColor
    return made.from_string(code)


def _mark(slide: Any, content: ExportContent) -> None:
    mark = slide.shapes.add_shape(5, Mm(WIDTH - 62), Mm(6), Mm(52), Mm(10))
    mark.fill.solid()
    mark.fill.fore_color.rgb = _rgb("FFE3A3")
    mark.line.color.rgb = _rgb("B98500")
    words = say(message("Illustrative figures"), content.lang)
    _write(mark.text_frame, words, 12, bold=True, color="5A3A00", align=PP_ALIGN.CENTER)


def _words(
    slide: Any, text: str, box: tuple[float, float, float, float], size: float, color: str = INK,
    *, bold: bool = False,
) -> Any:  # fmt: skip
    shape = slide.shapes.add_textbox(*(Mm(side) for side in box))
    _write(shape.text_frame, text, size, bold=bold, color=color)
    return shape


def _write(
    frame: Any, text: str, size: float, *, bold: bool = False, color: str = INK, align: Any = None
) -> None:
    frame.word_wrap = True
    for place, line in enumerate(clean(text).split("\n")):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment = align or PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = line
        run.font.name, run.font.size, run.font.bold = FONT, Pt(size), bold
        run.font.color.rgb = _rgb(color)


def _title(deck: Any, content: ExportContent) -> None:
    slide = _slide(deck, content.agency or content.place, content)
    size = 40 if len(content.title) < 70 else 26 if len(content.title) < 160 else 18
    _words(slide, content.title, (EDGE, 48, WIDTH - 2 * EDGE, 50), size, BRAND, bold=True)
    _words(slide, content.subtitle, (EDGE, 100, WIDTH - 2 * EDGE, 20), 18, INK_2)
    printed = message("Printed on {day}", day=say_date(content.printed, content.lang))
    said = say(printed, content.lang) if content.projects else empty_words(content)[0]
    _words(slide, said, (EDGE, 124, WIDTH - 2 * EDGE, 12), 14, INK_2)


def _say(content: ExportContent, words: Message) -> str:
    return say(words, content.lang)


def _map(deck: Any, content: ExportContent, options: ExportOptions) -> None:
    slide = _slide(deck, content.title, content)
    width, height = 228.0, HEIGHT - HEAD - foot_height(content) - 7
    picture = map_png(content, width, height, options, MAP_DPI)
    shape = slide.shapes.add_picture(
        BytesIO(picture), Mm(EDGE), Mm(HEAD + 4), Mm(width), Mm(height)
    )
    shape._element.nvPicPr.cNvPr.set("descr", clean(content.title))  # noqa: SLF001 - no other way
    left = EDGE + width + 6
    for place, one in enumerate(kpis(content)):
        top = HEAD + 2 + place * 22
        _words(slide, one["figure"], (left, top, 84, 12), 24, BRAND, bold=True)
        _words(slide, one["words"], (left, top + 10, 84, 12), 11, INK_2)
    step = min(8.0, LEGEND_MM / max(1, len(content.counts)))
    for place, found in enumerate(content.counts):
        _legend(slide, found, left + 2, HEAD + 92 + place * step)


def _legend(slide: Any, found: ClassCount, left: float, top: float) -> None:
    """Draw a class's shape, which must tell it without colour too, with its name and count."""
    form = SHAPES.get(found.style.shape, MSO_SHAPE.OVAL)
    shape = slide.shapes.add_shape(form, Mm(left), Mm(top + 2), Mm(4), Mm(4))
    shape.fill.solid()
    shape.fill.fore_color.rgb = _rgb(found.style.fill[1:])
    shape.line.color.rgb = _rgb(found.style.ink[1:])
    shape.line.width = Pt(1)
    if found.style.edge_line == "dashed":
        shape.line.dash_style = MSO_LINE.DASH
    _words(slide, f"{found.label}: {found.count}", (left + 6, top, 74, 8), 11)


def _chart(deck: Any, content: ExportContent) -> None:
    slide = _slide(deck, content.theme.title.say(content.lang), content)
    made: Any = CategoryChartData
    data = made()
    data.categories = [clean(found.label) for found in content.counts]
    data.add_series(_say(content, message("Projects")), [one.count for one in content.counts])
    box = (
        Mm(EDGE),
        Mm(HEAD + 6),
        Mm(WIDTH - 2 * EDGE),
        Mm(HEIGHT - HEAD - foot_height(content) - 14),
    )
    chart = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data).chart
    chart.has_legend = chart.has_title = False
    chart.font.name, chart.font.size = FONT, Pt(16)
    chart.category_axis.reverse_order = True
    chart.category_axis.has_major_gridlines = chart.value_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 40, True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(20), True
    for place, found in enumerate(content.counts):
        point = plot.series[0].points[place].format
        point.fill.solid()
        point.fill.fore_color.rgb = _rgb(found.style.fill[1:])
        point.line.color.rgb = _rgb(found.style.ink[1:])


def pages(content: ExportContent) -> list[list[ExportedProject]]:
    """Return the projects of each slide by the height of their rows, no slide with a poor rest."""
    heights = [_row_height(project, content) for project in content.projects]
    most = HEIGHT - HEAD - TABLE_HEAD_MM - foot_height(content) - 8
    found = _filled(content.projects, heights, most)
    if not found:
        return []
    enough = min(most, sum(heights) / len(found) + max(heights))
    even = _filled(content.projects, heights, enough)
    return even if len(even) == len(found) else found


def _filled(
    projects: Sequence[ExportedProject], heights: Sequence[float], most: float
) -> list[list[ExportedProject]]:
    found: list[list[ExportedProject]] = []
    left = 0.0
    for project, height in zip(projects, heights, strict=True):
        if left < height:
            found.append([])
            left = most
        found[-1].append(project)
        left -= height
    return found


def _row_height(project: ExportedProject, content: ExportContent) -> float:
    said = {name: len(_said(name, project, content)) for name in LETTERS}
    lines = max(ceil(said[name] / letters) for name, letters in LETTERS.items())
    return max(1, lines) * LINE_MM + CELL_MM


def _table(deck: Any, content: ExportContent, projects: Sequence[ExportedProject]) -> None:
    span = f"{projects[0].number}–{projects[-1].number}/{len(content.projects)}"
    slide = _slide(deck, f"{content.title} ({span})", content)
    width = WIDTH - 2 * EDGE
    shape = slide.shapes.add_table(2, len(COLUMNS), Mm(EDGE), Mm(HEAD + 5), Mm(width), Mm(10))
    table = shape.table
    for place, (name, title, wide) in enumerate(COLUMNS):
        table.columns[place].width = Mm(wide)
        _cell(table.cell(0, place), _say(content, title), 11, head=True)
        align = PP_ALIGN.RIGHT if name in NUMBERS else PP_ALIGN.LEFT
        _cell(table.cell(1, place), "-", 11, align=align)
    _rows(table, [[_said(name, one, content) for name, *_ in COLUMNS] for one in projects])
    for row, project in enumerate(projects, start=1):
        if project.properties["schedule"] == "late":
            font = table.cell(row, LATE_COLUMN).text_frame.paragraphs[0].runs[0].font
            font.bold, font.color.rgb = True, _rgb(LATE)


def _rows(table: Any, texts: Sequence[Sequence[str]]) -> None:
    """Fill the body with copies of its first row: making each cell anew takes ten times as long."""
    first = table._tbl.tr_lst[1]  # noqa: SLF001 - the library copies no rows
    rows = [first, *(deepcopy(first) for _ in texts[1:])]
    for place, (row, said) in enumerate(zip(rows, texts, strict=True)):
        for cell, words in zip(row.tc_lst, said, strict=True):
            cell.find(f".//{qn('a:t')}").text = " ".join(clean(words).split())
        if place:
            rows[place - 1].addnext(row)


def _said(name: str, project: ExportedProject, content: ExportContent) -> str:
    if name == "number":
        return str(project.number)
    if name == "name":
        return name_words(project.properties, content.lang)
    return wide_cell(name, project, content)


def _cell(cell: Any, text: str, size: float, *, head: bool = False, align: Any = None) -> None:
    cell.margin_left = cell.margin_right = Mm(1.6)
    cell.margin_top = cell.margin_bottom = Mm(1)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.fill.solid()
    cell.fill.fore_color.rgb = _rgb(BRAND if head else "FFFFFF")
    color = "FFFFFF" if head else INK
    _write(cell.text_frame, text, size, bold=head, color=color, align=align)


def _project(deck: Any, content: ExportContent, project: ExportedProject) -> None:
    one, lang = project.properties, content.lang
    slide = _slide(deck, f"{project.number}. {name_words(one, lang)}", content)
    late = one["schedule"] == "late"
    status = f"{schedule_words(one, lang)} · {progress_words(one, lang)}"
    _words(slide, status, (EDGE, HEAD + 6, 300, 16), 26, LATE if late else BRAND, bold=True)
    found = facts(project, content)
    table = slide.shapes.add_table(
        len(found), 2, Mm(EDGE), Mm(HEAD + 26), Mm(WIDTH - 2 * EDGE), Mm(10)
    ).table
    table.columns[0].width, table.columns[1].width = Mm(70), Mm(WIDTH - 2 * EDGE - 70)
    table.first_row = False
    for row, (title, words) in enumerate(found):
        _cell(table.cell(row, 0), title, 13)
        _cell(table.cell(row, 1), words, 13)


def _number(deck: Any) -> None:
    total = len(deck.slides)
    for place, slide in enumerate(deck.slides, start=1):
        _words(slide, f"{place}/{total}", (WIDTH - 32, HEIGHT - 11, 22, 11), 10, INK_2)

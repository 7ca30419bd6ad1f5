"""A slide for each project: what is known of it, where it lies, how its works went on."""

from io import BytesIO
from typing import Any, Final

from pptx.util import Mm

from geoapp.charts.printed import printed_png
from geoapp.exports.chart_pages import MOST_PROJECT_CHARTS
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.map_png import project_map_png
from geoapp.exports.page_data import facts
from geoapp.exports.plain_text import clean
from geoapp.exports.printed_charts import project_chart
from geoapp.exports.slides.frame import (
    BRAND,
    EDGE,
    HEAD,
    HEIGHT,
    INK_2,
    LATE,
    WIDTH,
    add_words,
    foot_height,
    new_slide,
)
from geoapp.exports.slides.table_slides import fill_cell
from geoapp.exports.words import name_words, standing_words

PICTURE_MM: Final = 138.0
FACTS_MM: Final = WIDTH - 2 * EDGE - PICTURE_MM - 8
TITLES_MM: Final = 44.0
STATUS_MM, MAP_MM, SENTENCE_MM = 14.0, 66.0, 11.0
MAP_DPI, CHART_DPI, CHART_PX = 130, 200, 600


def add_project(deck: Any, content: ExportContent, project: ExportedProject) -> None:
    """Add what is known of a project, its map and its works by month beside it."""
    one, lang = project.properties, content.lang
    slide = new_slide(deck, f"{project.number}. {name_words(one, lang)}", content)
    color = LATE if one["schedule"] == "late" else BRAND
    box = (EDGE, HEAD + 3, WIDTH - 2 * EDGE, STATUS_MM)
    add_words(slide, standing_words(one, lang), box, 22, color, bold=True)
    top = HEAD + 3 + STATUS_MM
    _facts(slide, content, project, top)
    room = HEIGHT - foot_height(content) - top - 2
    chart = project_chart(content, project)
    drawn = chart is not None and len(content.projects) <= MOST_PROJECT_CHARTS
    if project.anchor:
        height = MAP_MM if drawn else min(room, PICTURE_MM)
        png = project_map_png(content, project, PICTURE_MM, height, MAP_DPI)
        _picture(slide, png, top, height, name_words(one, lang))
        top += height + 2
    if chart and drawn:
        left = WIDTH - EDGE - PICTURE_MM
        add_words(slide, chart.sentence, (left, top, PICTURE_MM, SENTENCE_MM), 10, INK_2)
        png = printed_png(chart, CHART_PX, CHART_DPI)
        below = HEIGHT - foot_height(content) - top - SENTENCE_MM
        _picture(slide, png, top + SENTENCE_MM, below, chart.sentence)


def _facts(slide: Any, content: ExportContent, project: ExportedProject, top: float) -> None:
    found = facts(project, content)
    box = (Mm(EDGE), Mm(top), Mm(FACTS_MM), Mm(10))
    table = slide.shapes.add_table(len(found), 2, *box).table
    table.columns[0].width, table.columns[1].width = Mm(TITLES_MM), Mm(FACTS_MM - TITLES_MM)
    table.first_row = False
    for row, (title, words) in enumerate(found):
        fill_cell(table.cell(row, 0), title, 12)
        fill_cell(table.cell(row, 1), words, 12)


def _picture(slide: Any, png: bytes, top: float, room: float, words: str) -> None:
    """Add a picture as wide as its place, or narrower where it would be higher than `room` mm."""
    left = WIDTH - EDGE - PICTURE_MM
    shape = slide.shapes.add_picture(BytesIO(png), Mm(left), Mm(top), Mm(PICTURE_MM))
    if shape.height > Mm(room):
        shape.width, shape.height = round(shape.width * Mm(room) / shape.height), Mm(room)
    shape._element.nvPicPr.cNvPr.set("descr", clean(words))  # noqa: SLF001 - no other way

"""The charts of a document, two beside each other where the page is wide."""

from io import BytesIO
from typing import Any, Final

from docx.shared import Mm, Pt

from geoapp.charts.printed import printed_png
from geoapp.exports.content import ExportContent
from geoapp.exports.plain_text import clean
from geoapp.exports.printed_charts import TitledChart, charts_of
from geoapp.exports.word_tables import keep_whole, narrow_cells

# What a chart needs beside another one, and the most that it is drawn wide.
LEAST_MM, MOST_MM, GAP_MM = 110.0, 170.0, 3.0
# Two rows of charts stand on a page, each with its title and sentence.
WORDS_MM: Final = 33.0
PIXELS: Final = 600
TITLE_PT: Final = 14


def add_charts(document: Any, content: ExportContent, room: tuple[float, float]) -> None:
    """Add the charts in a table without lines; `room` is a page's width and height in mm."""
    charts = charts_of(content)
    if not charts:
        return
    width, high = room[0], room[1] / 2 - WORDS_MM
    across = 2 if width >= 2 * LEAST_MM else 1
    table = document.add_table(rows=-(-len(charts) // across), cols=across)
    table.autofit = False
    narrow_cells(table, GAP_MM)
    cells = [cell for row in table.rows for cell in row.cells]
    for one, cell in zip(charts, cells, strict=False):
        cell.width = Mm(width / across)
        _add_chart(cell, one, min(width / across - 2 * GAP_MM, MOST_MM), high)
    for row in table.rows:
        keep_whole(row)


def _add_chart(cell: Any, one: TitledChart, width: float, high: float) -> None:
    title = cell.paragraphs[0].add_run(clean(one.title))
    title.bold, title.font.size = True, Pt(TITLE_PT)
    cell.add_paragraph(clean(one.chart.sentence))
    if one.empty:
        return
    picture = BytesIO(printed_png(one.chart, PIXELS))
    shape = cell.add_paragraph().add_run().add_picture(picture, width=Mm(width))
    if shape.height > Mm(high):
        shape.width, shape.height = round(shape.width * Mm(high) / shape.height), Mm(high)
    # What a reader of the page hears in the picture's place.
    shape._inline.docPr.set("descr", clean(one.chart.sentence))  # noqa: SLF001 - no other way

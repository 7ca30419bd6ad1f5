"""The slides of charts: one that can be edited, and those that pages print."""

from io import BytesIO
from typing import Any, Final

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION
from pptx.util import Mm, Pt

from geoapp.charts.printed import printed_png
from geoapp.domain.messages import message
from geoapp.exports.content import ExportContent
from geoapp.exports.plain_text import clean
from geoapp.exports.printed_charts import TitledChart, charts_of
from geoapp.exports.slides.frame import (
    EDGE,
    FONT,
    HEAD,
    HEIGHT,
    INK_2,
    WIDTH,
    add_words,
    foot_height,
    new_slide,
    rgb,
    said,
)

# A chart's words on a slide: its title, what it says in a sentence.
TITLE_MM, SENTENCE_MM, BETWEEN_MM = 9.0, 13.0, 8.0
# So many mm of a slide are one CSS pixel of a chart: its letters are then as large as others.
MM_PER_PX: Final = 0.3
PRINT_DPI: Final = 220


def add_charts(deck: Any, content: ExportContent) -> None:
    """Add works and money by month beside each other, then the sectors."""
    drawn = {one.kind: one for one in charts_of(content)}
    if not drawn:
        return
    both = said(content, message("Works and disbursement by month"))
    slide, width = new_slide(deck, both, content), (WIDTH - 2 * EDGE - BETWEEN_MM) / 2
    _add_printed(slide, content, drawn["works"], EDGE, width)
    _add_printed(slide, content, drawn["money"], EDGE + width + BETWEEN_MM, width)
    sectors = drawn["sectors"]
    _add_printed(new_slide(deck, sectors.title, content), content, sectors, EDGE, WIDTH - 2 * EDGE)


def _add_printed(
    slide: Any, content: ExportContent, one: TitledChart, left: float, width: float
) -> None:
    top = HEAD + 5
    add_words(slide, one.title, (left, top, width, TITLE_MM), 14, bold=True)
    add_words(slide, one.chart.sentence, (left, top + TITLE_MM - 1, width, SENTENCE_MM), 12, INK_2)
    if one.empty:
        return
    top += TITLE_MM + SENTENCE_MM
    png = BytesIO(printed_png(one.chart, round(width / MM_PER_PX), dpi=PRINT_DPI))
    picture = slide.shapes.add_picture(png, Mm(left), Mm(top), Mm(width))
    room = Mm(HEIGHT - foot_height(content) - top - 2)
    if picture.height > room:
        picture.width, picture.height = round(picture.width * room / picture.height), room
    picture._element.nvPicPr.cNvPr.set("descr", clean(one.chart.sentence))  # noqa: SLF001 - no other way


def gap_width(bars: int) -> int:
    """Return the gap between bars, % of a bar: two alone would be as high as walls."""
    return max(40, 280 - 60 * bars)


def add_counts(deck: Any, content: ExportContent) -> None:
    """Add how many projects each class has, as a chart that can be edited."""
    slide = new_slide(deck, content.theme.title.say(content.lang), content)
    made: Any = CategoryChartData
    data = made()
    data.categories = [clean(found.label) for found in content.counts]
    data.add_series(said(content, message("Projects")), [one.count for one in content.counts])
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
    plot.gap_width, plot.has_data_labels = gap_width(len(content.counts)), True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(20), True
    for place, found in enumerate(content.counts):
        point = plot.series[0].points[place].format
        point.fill.solid()
        point.fill.fore_color.rgb = rgb(found.style.fill[1:])
        point.line.color.rgb = rgb(found.style.ink[1:])

"""The charts of the printed page: pictures as SVG, and the words beside them."""

from typing import Any, Final

from geoapp.charts.chart import Chart
from geoapp.charts.printed import PIXELS, printed_svg
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.options import ExportOptions
from geoapp.exports.printed_charts import TitledChart, charts_of, project_chart

MM_PER_INCH: Final = 25.4
MARGINS_MM, BETWEEN_MM = 18, 8
# On an upright page these are as wide as the page, others half of it.
MONTHLY: Final = ("works", "money")
# Less wide, a chart would break its words as on a telephone.
LEAST_PX: Final = 450
# Letters of a chart on larger paper grow with it.
ZOOM: Final = {"a4": 1.0, "a3": 1.3}
# Printing one takes a tenth of a second: of more projects the figures stand in words alone.
MOST_PROJECT_CHARTS: Final = 60

Pictures = dict[str, Any]


def chart_data(
    content: ExportContent, options: ExportOptions, pictures: Pictures
) -> list[dict[str, Any]]:
    """Return what the page of charts says, its drawings added to the pictures."""
    return [
        _said(one.title, one.chart, one.kind, _drawn_px(one, options), pictures)
        for one in charts_of(content)
    ]


def _drawn_px(one: TitledChart, options: ExportOptions) -> int | None:
    """Return how wide a chart of all projects is drawn; None where there is nothing to draw."""
    if one.empty:
        return None
    whole = options.page_mm[0] - MARGINS_MM
    upright = options.orientation == "portrait"
    if upright and one.kind in MONTHLY:
        return width_px(whole, options)
    return max(LEAST_PX, width_px((whole - BETWEEN_MM) / 2, options))


def project_chart_data(
    content: ExportContent,
    project: ExportedProject,
    width: float,
    options: ExportOptions,
    pictures: Pictures,
) -> dict[str, Any] | None:
    """Return the works of a project by month, `width` mm wide; None where nobody ever reported."""
    chart = project_chart(content, project)
    if chart is None:
        return None
    drawn = len(content.projects) <= MOST_PROJECT_CHARTS
    px = width_px(width, options) if drawn else None
    return _said("", chart, f"project-{project.number}", px, pictures)


def width_px(width: float, options: ExportOptions) -> int:
    """Return how many CSS pixels a chart of so many mm is drawn with."""
    return round(width / MM_PER_INCH * PIXELS / ZOOM[options.paper])


def _said(
    title: str, chart: Chart, name: str, px: int | None, pictures: Pictures
) -> dict[str, Any]:
    picture = "" if px is None else f"chart-{name}.svg"
    if px is not None:
        pictures[picture] = printed_svg(chart, px)
    return {"title": title, "sentence": chart.sentence, "picture": picture}

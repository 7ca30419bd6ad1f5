"""The printed page as PDF, and its first sheet as PNG: one template, one map, two outputs."""

from dataclasses import replace
from typing import Any, Final

from geoapp.domain.layers.definition import StyleClass
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.map_picture import picture, project_picture
from geoapp.exports.options import ExportOptions
from geoapp.exports.page_data import MANY_ROWS, footer_height, page_data, project_page
from geoapp.exports.page_pictures import legend_file, logo_file, notes, symbol_file
from geoapp.exports.typeset import typeset
from geoapp.maps.printed.values import DrawnMap

MARGINS_MM: Final = 18
HEAD_MM, GAP_MM = 17, 6
# A longer table takes a wider panel: most names then stand on one line, and more rows on the page.
PANEL_MM: Final = {"a4": 98, "a3": 130}
WIDE_PANEL_MM: Final = {"a4": 124, "a3": 160}
# Share of the body that the map of an upright page takes: no more than leaves room for the table,
# and the middle one where the table goes on to other pages whatever the map takes.
PORTRAIT_MAP: Final = (0.44, 0.52, 0.74)
KPIS_MM, LEGEND_MM, TABLE_HEAD_MM, ROW_MM = 20.0, 44.0, 10.0, 6.3
# Tags for screen readers make a file six times as large, ten megabytes for 5,000 rows.
MOST_TAGGED: Final = 1_000
# The map of one project, lower where a chart stands under it.
PROJECT_MAP_MM: Final = {"landscape": (120.0, 140.0), "portrait": (110.0, 150.0)}
LOW_MAP_MM: Final = {"landscape": 84.0, "portrait": 100.0}


def write_pdf(content: ExportContent, options: ExportOptions) -> bytes:
    """Return the pages: map and first rows, the rest of the rows, a page a project if asked."""
    data, pictures = _page(content, options)
    tagged = len(content.projects) <= MOST_TAGGED
    return typeset(
        "map_page",
        data | {"only-first": False},
        pictures,
        format="pdf",
        timestamp=0,
        pdf_tags=tagged,
    )


def write_png(content: ExportContent, options: ExportOptions) -> bytes:
    """Return the map page at the chosen dots per inch."""
    data, pictures = _page(content, _first_page(options))
    only = {"only-first": True}
    return typeset("map_page", data | only, pictures, format="png", ppi=float(options.dpi))


def _first_page(options: ExportOptions) -> ExportOptions:
    """Return the options without the sections that begin pages of their own."""
    first = tuple(one for one in options.sections if one in ("map", "grid", "table"))
    return replace(options, sections=first or ("charts",) * ("charts" in options.sections))


def map_size(content: ExportContent, options: ExportOptions) -> tuple[float, float]:
    """Return width and height in mm of the map on the first page."""
    width, height = options.page_mm
    body = height - MARGINS_MM - HEAD_MM - footer_height(content, options) - GAP_MM
    if options.orientation == "portrait":
        return float(width - MARGINS_MM), round(body * _portrait_share(content, options, body), 1)
    many = "table" in options.sections and len(content.projects) > MANY_ROWS[options.paper]
    panel = (WIDE_PANEL_MM if many else PANEL_MM)[options.paper]
    return float(width - MARGINS_MM - panel - 4), float(body)


def _portrait_share(content: ExportContent, options: ExportOptions, body: float) -> float:
    """Return the share of the map that leaves room for legend and table below it."""
    rows = len(content.projects) if "table" in options.sections else 0
    below = KPIS_MM + max(LEGEND_MM, TABLE_HEAD_MM + rows * ROW_MM)
    least, middle, most = PORTRAIT_MAP
    share = min(most, 1 - below / body)
    return share if share >= least else middle


def _page(content: ExportContent, options: ExportOptions) -> tuple[dict[str, Any], dict[str, Any]]:
    pictures: dict[str, Any] = {}
    drawn: DrawnMap | None = None
    size = map_size(content, options)
    if "map" in options.sections and content.projects:
        drawn = picture(content, *size, options.scale, grid=options.grid)
        pictures["map.svg"] = drawn.svg
    styles: dict[str, StyleClass] = {style.value: style for style in content.theme.classes}
    pictures |= {f"symbol-{value}.svg": symbol_file(style) for value, style in styles.items()}
    pictures |= {f"legend-{value}.svg": legend_file(style) for value, style in styles.items()}
    pictures |= notes()
    logo, found = logo_file(content.logo)
    pictures |= found
    projects = []
    if "projects" in options.sections:
        projects = [_project(content, options, one, pictures) for one in content.projects]
    data = page_data(content, options, drawn) | {
        "logo": logo,
        "charts": _charts(content, options, pictures),
        "map": {"width": size[0], "height": size[1]},
        "projects": projects,
    }
    return data, pictures


def _charts(
    content: ExportContent, options: ExportOptions, pictures: dict[str, Any]
) -> list[dict[str, Any]]:
    if "charts" not in options.sections:
        return []
    # Loading what draws charts takes half of a fresh process's time; most pages have none.
    from geoapp.exports.chart_pages import chart_data

    return chart_data(content, options, pictures)


def _project(
    content: ExportContent,
    options: ExportOptions,
    project: ExportedProject,
    pictures: dict[str, Any],
) -> dict[str, Any]:
    from geoapp.exports.chart_pages import project_chart_data

    width, height = PROJECT_MAP_MM[options.orientation]
    upright = options.orientation == "portrait"
    room = options.page_mm[0] - MARGINS_MM if upright else width
    chart = project_chart_data(content, project, room, options, pictures)
    if chart:
        height = LOW_MAP_MM[options.orientation]
    name = ""
    if project.anchor:
        name = f"project-{project.number}.svg"
        pictures[name] = project_picture(content, project, width, height).svg
    page = project_page(project, content, name)
    return page | {"chart": chart, "map-size": (width, height)}

"""The printed page as PDF, and its first sheet as PNG: one template, one map, two outputs."""

from dataclasses import replace
from typing import Any, Final

from geoapp.domain.layers.definition import StyleClass
from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.map_picture import picture
from geoapp.exports.options import ExportOptions
from geoapp.exports.page_data import MANY_ROWS, footer_height, page_data, project_page
from geoapp.exports.page_pictures import legend_file, logo_file, notes, symbol_file
from geoapp.exports.typeset import typeset
from geoapp.maps.printed.values import DrawnMap, Ground

MARGINS_MM: Final = 18
HEAD_MM, GAP_MM = 17, 6
# A longer table takes a wider panel: most names then stand on one line, and more rows on the page.
PANEL_MM: Final = {"a4": 98, "a3": 130}
WIDE_PANEL_MM: Final = {"a4": 118, "a3": 156}
# Share of the body that the map of an upright page takes: less where the table needs more.
PORTRAIT_MAP: Final = (0.56, 0.74)
KPIS_MM, LEGEND_MM, TABLE_HEAD_MM, ROW_MM = 20.0, 44.0, 10.0, 7.0
# Tags for screen readers take typst half a minute and a gigabyte for 5,000 rows.
MOST_TAGGED: Final = 500
# Around one project, as N of 1:N, unless its own shape needs more.
PROJECT_MAP_MM: Final = (120.0, 120.0)


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
    data, pictures = _page(content, options)
    only = {"only-first": True, "projects": []}
    return typeset("map_page", data | only, pictures, format="png", ppi=float(options.dpi))


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
    least, most = PORTRAIT_MAP
    return min(most, max(least, 1 - below / body))


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
        projects = [_project(content, one, pictures) for one in content.projects]
    data = page_data(content, options, drawn) | {
        "logo": logo,
        "map": {"width": size[0], "height": size[1]},
        "projects": projects,
        "project-map": {"width": PROJECT_MAP_MM[0], "height": PROJECT_MAP_MM[1]},
    }
    return data, pictures


def _project(
    content: ExportContent, project: ExportedProject, pictures: dict[str, Any]
) -> dict[str, Any]:
    name = ""
    if project.anchor:
        name = f"project-{project.number}.svg"
        pictures[name] = picture(_alone(content, project), *PROJECT_MAP_MM).svg
    return project_page(project, content, name)


def _alone(content: ExportContent, project: ExportedProject) -> ExportContent:
    """Return the content of one project, seen close by within its province."""
    ground = content.ground
    units = (*ground.within, *ground.faded, *ground.selected)
    around = Ground(
        provinces=ground.provinces,
        within=tuple(one for one in units if one.level != "province"),
        siblings=ground.siblings,
    )
    return replace(content, projects=(project,), ground=around)

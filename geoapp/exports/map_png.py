"""The map as a picture for slides and documents."""

from geoapp.exports.content import ExportContent, ExportedProject
from geoapp.exports.map_picture import picture, project_picture
from geoapp.exports.options import ExportOptions
from geoapp.exports.typeset import typeset


def map_png(
    content: ExportContent, width: float, height: float, options: ExportOptions, dpi: int
) -> bytes:
    """Return the map as PNG; sizes in mm."""
    size = {"width": width, "height": height}
    drawn = picture(content, width, height, options.scale, grid=options.grid)
    return typeset("picture", size, {"map.svg": drawn.svg}, format="png", ppi=float(dpi))


def project_map_png(
    content: ExportContent, project: ExportedProject, width: float, height: float, dpi: int
) -> bytes:
    """Return the map of one project as PNG; sizes in mm."""
    size = {"width": width, "height": height}
    drawn = project_picture(content, project, width, height)
    return typeset("picture", size, {"map.svg": drawn.svg}, format="png", ppi=float(dpi))

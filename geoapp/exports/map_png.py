"""The map as a picture for slides and documents."""

from geoapp.exports.content import ExportContent
from geoapp.exports.map_picture import picture
from geoapp.exports.options import ExportOptions
from geoapp.exports.typeset import typeset


def map_png(
    content: ExportContent, width: float, height: float, options: ExportOptions, dpi: int
) -> bytes:
    """Return the map as PNG; sizes in mm."""
    size = {"width": width, "height": height}
    drawn = picture(content, width, height, options.scale, grid=options.grid)
    return typeset("picture", size, {"map.svg": drawn.svg}, format="png", ppi=float(dpi))

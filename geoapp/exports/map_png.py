"""The map as a picture for slides and documents."""

from geoapp.exports.content import ExportContent
from geoapp.exports.map_picture import picture
from geoapp.exports.typeset import typeset


def map_png(
    content: ExportContent, width: float, height: float, scale: int | None, dpi: int
) -> bytes:
    """Return the map as PNG; sizes in mm."""
    size = {"width": width, "height": height}
    drawn = picture(content, width, height, scale)
    return typeset("picture", size, {"map.svg": drawn.svg}, format="png", ppi=float(dpi))

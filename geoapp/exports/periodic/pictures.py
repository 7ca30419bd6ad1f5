"""Charts and maps of a periodic report, as SVG for the page and PNG for Word."""

from geoapp.exports.map_picture import map_project
from geoapp.exports.periodic.parts import MapPicture
from geoapp.exports.typeset import typeset
from geoapp.maps.printed.page_map import draw_map
from geoapp.maps.printed.values import MapWish

# Narrower maps leave the insets to the large ones before them.
LEAST_WITH_INSETS_MM = 100.0


def map_svg(part: MapPicture) -> str:
    """Return the map as text that both kinds of file are made of."""
    content = part.content
    projects = tuple(map_project(content, one) for one in content.projects if one.anchor)
    wish = MapWish(
        part.width,
        part.height,
        None,
        content.theme.id,
        projects,
        content.ground,
        content.layers,
        content.lang,
        insets=part.width >= LEAST_WITH_INSETS_MM,
    )
    return draw_map(wish).svg


def map_png(part: MapPicture, dpi: float) -> bytes:
    """Return the map as PNG."""
    size = {"width": part.width, "height": part.height}
    return typeset("picture", size, {"map.svg": map_svg(part)}, format="png", ppi=dpi)

"""The map's controls in the page's language: zoom, scale, full screen, where am I."""

from typing import Final

from branca.element import Element, MacroElement
from folium.plugins import Fullscreen, LocateControl
from folium.template import Template
from folium.utilities import JsCode

from geoapp.domain.messages import message, say

WHOLE_MAP: Final = JsCode('document.querySelector("[data-fullscreen]") || false')
STREET_ZOOM: Final = 15


class ZoomAndScale(MacroElement):
    """Zoom buttons, a metric scale bar, and an attribution line without a flag."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var zoom_{{ this._parent.get_name() }} = L.control.zoom(
                {{ this.zoom|tojavascript }}
            ).addTo({{ this._parent.get_name() }});
            var scale_{{ this._parent.get_name() }} = L.control.scale(
                {{ this.scale|tojavascript }}
            ).addTo({{ this._parent.get_name() }});
            {{ this._parent.get_name() }}.attributionControl.setPrefix("Leaflet");
        {% endmacro %}
        """
    )

    def __init__(self, lang: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca has no annotations here
        self._name = "ZoomAndScale"
        self.zoom = {
            "position": "topright",
            "zoom_in_title": say(message("Zoom in"), lang),
            "zoom_out_title": say(message("Zoom out"), lang),
        }
        self.scale = {"position": "bottomleft", "imperial": False, "max_width": 120}


class FullScreen(Fullscreen):
    """Folium's button for the plugin of today, which has dropped the factory that Folium calls."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            new L.Control.FullScreen(
                {{ this.options|tojavascript }}
            ).addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, lang: str) -> None:
        super().__init__(  # type: ignore[no-untyped-call]  # Folium has no annotations here
            position="topright",
            title=say(message("Full screen"), lang),
            title_cancel=say(message("Leave full screen"), lang),
            force_separate_button=True,
            fullscreen_element=WHOLE_MAP,
        )


class Locate(LocateControl):
    """Folium's button that shows where the viewer is."""

    def __init__(self, lang: str) -> None:
        super().__init__(  # type: ignore[no-untyped-call]  # Folium has no annotations here
            position="topright",
            locateOptions={"maxZoom": STREET_ZOOM},
            strings={
                "title": say(message("Show where I am"), lang),
                "popup": say(
                    message(
                        "You are within {distance} {unit} of this point",
                        distance="{distance}",
                        unit="{unit}",
                    ),
                    lang,
                ),
                "metersUnit": "m",
                "outsideMapBoundsMsg": say(message("You are outside this map."), lang),
            },
        )


def controls(lang: str, *, alone: bool = False) -> tuple[Element, ...]:
    """Return the controls from top to bottom."""
    if alone:
        return (ZoomAndScale(lang),)
    return ZoomAndScale(lang), FullScreen(lang), Locate(lang)

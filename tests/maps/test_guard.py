"""Text that branca has finished is never compiled again."""

from itertools import count

import branca.element
import folium
import pytest
from jinja2 import Template

from geoapp.maps.guard import FinishedText, install_guard

HOSTILE = ["{{ 7*7 }}", "{% 50", "{# gone #}", "{{ ''.__class__ }}", "${1}", "a ` b", "}} {%"]


def remove_guard(monkeypatch) -> None:
    monkeypatch.setattr(branca.element, "Template", Template)


def number_names(monkeypatch) -> None:
    """Give elements the same names each time."""
    numbers = count()
    name = classmethod(lambda _: f"{next(numbers):032x}")
    monkeypatch.setattr(branca.element.Element, "_generate_id", name)


def page_with(text: str) -> str:
    """Return a page in which `text` stands where Folium puts names and popups."""
    drawn = folium.Map(location=[16.4, 107.5], tiles=None)
    folium.Marker([16.4, 107.5], popup=folium.Popup(text), tooltip=text).add_to(drawn)
    folium.FeatureGroup(name=text).add_to(drawn)
    folium.LayerControl().add_to(drawn)
    return drawn.get_root().render()


def ordinary_map() -> folium.Map:
    square = {
        "type": "Polygon",
        "coordinates": [[[107.5, 16.4], [107.6, 16.4], [107.6, 16.5], [107.5, 16.4]]],
    }
    unit = {"type": "Feature", "geometry": square, "properties": {"name": "Phú Lộc"}}
    drawn = folium.Map(location=[16.4, 107.5], zoom_start=9, control_scale=True)
    folium.GeoJson(
        {"type": "FeatureCollection", "features": [unit]},
        tooltip=folium.GeoJsonTooltip(["name"]),
    ).add_to(drawn)
    folium.Marker([16.4, 107.5], popup="Đê chắn sóng\r\ngiai đoạn 2\n").add_to(drawn)
    folium.plugins.Fullscreen().add_to(drawn)
    folium.LayerControl().add_to(drawn)
    return drawn


def test_an_ordinary_map_comes_out_the_same(monkeypatch) -> None:
    remove_guard(monkeypatch)
    number_names(monkeypatch)
    before = ordinary_map().get_root().render()
    install_guard()
    number_names(monkeypatch)
    assert ordinary_map().get_root().render() == before


def test_without_the_guard_text_is_executed(monkeypatch) -> None:
    remove_guard(monkeypatch)
    assert "executed 56088" in page_with("executed {{ 123*456 }}")


@pytest.mark.parametrize("text", HOSTILE)
def test_with_the_guard_template_marks_stay_text(text) -> None:
    install_guard()
    assert page_with(text).count(text) >= 2


@pytest.mark.parametrize("text", ["", "\n", "a\n", "a\n\n", "a\r\nb\rc", " a "])
def test_finished_text_ends_as_a_template_would(text) -> None:
    assert FinishedText(text).render(this=None) == Template(text).render()

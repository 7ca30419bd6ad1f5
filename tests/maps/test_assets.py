"""No class of Folium links to another host."""

import folium
from folium.elements import JSCSSMixin

from geoapp.maps.assets import LOCAL_FILES, use_local_assets


def drawn_classes(parent=JSCSSMixin):
    for child in parent.__subclasses__():
        yield child
        yield from drawn_classes(child)


def test_every_link_is_one_of_our_files() -> None:
    use_local_assets()
    links = {url for drawn in drawn_classes() for _, url in drawn.default_js + drawn.default_css}
    assert links == set(LOCAL_FILES.values())


def test_what_a_map_does_not_need_is_not_linked() -> None:
    use_local_assets()
    page = folium.Map(tiles=None).get_root().render()
    for name in ("jquery", "bootstrap", "awesome", "https://"):
        assert name not in page


def test_it_may_be_called_again() -> None:
    use_local_assets()
    once = folium.Map.default_js
    use_local_assets()
    assert folium.Map.default_js == once

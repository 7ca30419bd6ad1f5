"""Text never becomes markup, shapes keep their rings."""

from xml.etree import ElementTree

import shapely

from geoapp.maps.printed.svg import element, path, text


def test_text_is_escaped_and_control_characters_left_out():
    drawn = text('<b>&"\x00', 1, 2, 3)
    assert ElementTree.fromstring(drawn).text == '<b>&"'


def test_an_attribute_cannot_end_early():
    drawn = ElementTree.fromstring(element("g", fill='"><script>'))
    assert drawn.attrib == {"fill": '"><script>'}


def test_holes_are_rings_of_their_own():
    shape = shapely.box(0, 0, 10, 10).difference(shapely.box(2, 2, 4, 4))
    assert path(shape).count("M") == path(shape).count("Z") == 2


def test_points_and_nothing_have_no_path():
    assert path(shapely.Point(1, 1)) == path(shapely.Polygon()) == ""

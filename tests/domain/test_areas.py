"""An area is named by code and date, and by level where that is needed."""

from datetime import date

import pytest

from geoapp.domain.areas import AreaRef, parse_area_ref
from geoapp.domain.errors import BadParameter


def test_a_bare_code_has_neither_level_nor_date():
    assert parse_area_ref("19999") == AreaRef("19999", None, None)


def test_a_date_says_which_holder_of_the_code():
    assert parse_area_ref("475@2025-06-30") == AreaRef("475", None, date(2025, 6, 30))


def test_a_level_may_stand_before_the_code():
    assert parse_area_ref("district:475@2025-06-30").level == "district"


@pytest.mark.parametrize(
    "text", ["19999", "475@2025-06-30", "commune:19999", "province:46@2025-07-01"]
)
def test_a_reference_is_written_as_it_was_read(text):
    assert str(parse_area_ref(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        ":",
        "@2025-07-01",
        "19999@",
        "village:19999",
        ":19999",
        "19 999",
        "19999@2025-7-1",
        "19999@30/06/2025",
        "19999@2025-06-31",
        "Phú Lộc",
        "19999;drop",
        "1" * 21,
        "19999\x00",
    ],
)
def test_a_bad_reference_names_the_parameter_and_what_came(text):
    with pytest.raises(BadParameter) as caught:
        parse_area_ref(text)
    assert caught.value.name == "area"
    assert caught.value.got in (text, text.partition("@")[2])

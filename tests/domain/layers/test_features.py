"""A layer's style and card fit the features of its file."""

import pytest

THEMED = """\
kind = "overlay"
title = { vi = "Vùng ngập", en = "Flood zone" }
order = 200
source = { geojson = "flood.geojson" }
[[themes]]
id = "depth"
title = { vi = "Độ sâu", en = "Depth" }
attribute = "depth_m"
[[themes.classes]]
value = "shallow"
label = { vi = "Dưới 1 m", en = "Under 1 m" }
fill = "#3D8FDB"
below = 1
[[themes.classes]]
value = "deep"
label = { vi = "Từ 1 m", en = "1 m and more" }
fill = "#22303B"
at_least = 1
[[popup]]
attribute = "depth_m"
label = { vi = "Độ sâu", en = "Depth" }
format = "length"
"""


@pytest.mark.parametrize("depth", [0, 0.99, 1, 7.5])
def test_a_number_falls_into_the_class_of_its_range(folder, depth) -> None:
    folder.write_flood(depth_m=depth)
    folder.write("flood.toml", THEMED)
    assert folder.mistakes() == []


def test_an_attribute_that_no_feature_has_is_told(folder) -> None:
    folder.write_flood(deepth_m=1)
    folder.write("flood.toml", THEMED)
    assert folder.mistakes() == [
        "layers/flood.toml:20: popup[0].attribute: no feature has depth_m, they have deepth_m",
        "layers/flood.toml:8: themes[0].attribute: no feature has depth_m, they have deepth_m",
    ]


def test_a_value_that_no_class_takes_is_told(folder) -> None:
    folder.write_flood(depth_m="unknown")
    folder.write("flood.toml", THEMED)
    assert folder.mistakes() == ['layers/flood.toml:5: themes[0].classes: no class takes "unknown"']


def test_a_missing_class_takes_what_fits_no_other(folder) -> None:
    folder.write_flood(depth_m=None)
    folder.write("flood.toml", THEMED.replace("below = 1", "missing = true"))
    assert folder.mistakes() == []


def test_a_class_may_stand_for_one_whole_number(folder) -> None:
    folder.write_flood(depth_m=2)
    folder.write(
        "flood.toml", THEMED.replace('value = "deep"', "value = 2").replace("at_least = 1", "")
    )
    assert folder.mistakes() == []


def test_a_range_upside_down_is_told(folder) -> None:
    folder.write_flood(depth_m=1)
    folder.write("flood.toml", THEMED.replace("below = 1", "below = 1\nat_least = 2"))
    assert "at_least: at_least must be smaller than below" in folder.mistakes()[0]

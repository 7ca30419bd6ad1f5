"""Every key of a TOML file is found on its line."""

from geoapp.domain.layers.toml_lines import toml_lines

TEXT = '''\
# a remark with [brackets] = and "quotes
kind = "overlay"
title = { vi = "a # no remark", en = "b" }

[source]
geojson = "x.geojson"
[[themes]]
id = "one"
classes = [
  { value = "a", fill = "#FFFFFF" },  # remark

  { value = "b",
    fill = "red" },
]
[[themes]]
id = "two"
[[themes.classes]]
value = "c"
[[themes.classes]]
a.b = 1.5
"quoted key" = """
[not.a.table]
"""
point = [
  107.5,
  16.4,
]
'''


def test_keys_of_tables_and_lists_are_found() -> None:
    lines = toml_lines(TEXT)
    assert lines["kind"] == 2
    assert lines["title.en"] == 3
    assert lines["source.geojson"] == 6
    assert lines["themes[0].id"] == 8
    assert lines["themes[0].classes[0].fill"] == 10
    assert lines["themes[0].classes[1]"] == 12
    assert lines["themes[0].classes[1].fill"] == 13
    assert lines["themes[1]"] == 15
    assert lines["themes[1].classes[0].value"] == 18


def test_dotted_and_quoted_keys_and_long_texts_are_passed_over() -> None:
    lines = toml_lines(TEXT)
    assert lines["themes[1].classes[1].a.b"] == 20
    assert lines["themes[1].classes[1].quoted key"] == 21
    assert lines["themes[1].classes[1].point"] == 24
    assert lines["themes[1].classes[1].point[1]"] == 26
    assert not any(path.startswith("not") for path in lines)

"""Long names take two lines, and no more."""

from geoapp.charts.bar_names import ONE_LINE, bars_height, lines_of, name_rows


def test_a_short_name_stays_on_its_line():
    assert lines_of("TX Hương Trà") == ["TX Hương Trà"]


def test_a_long_name_breaks_between_words():
    assert lines_of("Ban Quản lý Khu kinh tế, công nghiệp") == [
        "Ban Quản lý Khu kinh tế,", "công nghiệp"]  # fmt: skip


def test_no_line_is_longer_than_its_room():
    assert max(map(len, lines_of("Sở " + "dài " * 40))) <= ONE_LINE
    assert max(map(len, lines_of("x" * 90))) <= ONE_LINE


def test_two_lines_are_lifted_to_the_middle_of_the_bar():
    assert [row["lift"] for row in name_rows(["ngắn", "dài " * 8])] == [0, -8.5]


def test_bars_grow_with_their_names():
    assert bars_height(["a", "b"]) < bars_height(["a", "dài " * 8])

"""Long names take two lines, and no more."""

from geoapp.charts.bar_names import ONE_LINE, bar_heights, lines_of, name_rows


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


def test_rows_are_as_high_as_their_longest_name():
    assert bar_heights(["a", "b"])["height"] == 54
    assert bar_heights(["a", "dài " * 8])["height"] == 80


def test_narrow_charts_have_room_for_names_over_bars():
    assert bar_heights(["a", "b"])["usermeta"] == {"narrow_height": 84}

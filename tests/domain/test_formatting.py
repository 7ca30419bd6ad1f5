"""Numbers, money, dates and sizes read as people of either language write them."""

from datetime import UTC, date, datetime

import pytest

from geoapp.domain import formatting as f


@pytest.mark.parametrize(
    ("value", "lang", "text"),
    [
        (1234.5, "vi", "1.234,5"),
        (1234.5, "en", "1,234.5"),
        (12, "vi", "12"),
        (0, "vi", "0"),
        (1000000, "vi", "1.000.000"),
        (46.25, "en", "46.2"),
        (-3.5, "vi", "-3,5"),
    ],
)
def test_a_number(value, lang, text):
    assert f.say_number(value, lang) == text


def test_a_percent_has_a_comma_in_vietnamese():
    assert (f.say_percent(46.2, "vi"), f.say_percent(100, "en")) == ("46,2%", "100%")


@pytest.mark.parametrize(
    ("vnd", "lang", "text"),
    [
        (760_000_000_000, "vi", "760 tỷ đồng"),
        (1_234_500_000_000, "vi", "1.234,5 tỷ đồng"),
        (24_436_000_000, "vi", "24,436 tỷ đồng"),
        (24_436_000_000, "en", "24.436 billion VND"),
    ],
)
def test_money_is_said_in_billions_that_do_not_break_apart(vnd, lang, text):
    assert f.say_money(vnd, lang) == text.replace(" ", f.NBSP)


def test_small_money_does_not_vanish():
    assert f.say_money(1_000_000, "vi") == "0,001 tỷ đồng".replace(" ", f.NBSP)


@pytest.mark.parametrize(
    ("metres", "text"),
    [(1200, "1.200 m"), (9999, "9.999 m"), (10_000, "10 km"), (12_500, "12,5 km"), (0.4, "0 m")],
)
def test_a_length_turns_into_kilometres_from_ten_on(metres, text):
    assert f.say_length(metres, "vi") == text.replace(" ", f.NBSP)


def test_an_area_is_in_hectares():
    assert f.say_area(1624.34, "vi") == f"1.624,34{f.NBSP}ha"


def test_dates_are_day_first_with_a_month_in_words_in_english():
    assert f.say_date(date(2026, 6, 3), "vi") == "03/06/2026"
    assert f.say_date(date(2026, 6, 3), "en") == "3 Jun 2026"


def test_a_month_has_no_day():
    assert (f.say_month(date(2025, 11, 1), "vi"), f.say_month(date(2025, 11, 1), "en")) == (
        "11/2025",
        "Nov 2025",
    )


def test_an_instant_is_said_as_its_own_day():
    assert f.say_date(datetime(2026, 6, 3, 23, 59, tzinfo=UTC), "vi") == "03/06/2026"

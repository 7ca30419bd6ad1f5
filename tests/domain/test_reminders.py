"""Which day reminds of which month."""

from datetime import date

import pytest

from geoapp.domain.reminders import month_to_tell, occasion_on

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 11, 16), None),
        (date(2026, 11, 17), (NOVEMBER, "before")),
        (date(2026, 11, 20), (NOVEMBER, "before")),
        (date(2026, 11, 21), (NOVEMBER, "after")),
        (date(2026, 11, 27), (NOVEMBER, "after")),
        (date(2026, 11, 28), None),
    ],
)
def test_before_and_after_the_twentieth(day, found):
    occasion = occasion_on(day, 20, 3)
    assert (occasion and (occasion.month, occasion.kind)) == found


def test_a_day_late_in_the_month_is_reminded_of_in_the_next():
    occasion = occasion_on(date(2026, 3, 1), 28, 3)
    assert (occasion.month, occasion.kind) == (date(2026, 2, 1), "after")


def test_pages_tell_of_last_month_until_this_one_comes_near():
    assert month_to_tell(date(2026, 11, 16), 20, 3) == OCTOBER
    assert month_to_tell(date(2026, 11, 17), 20, 3) == NOVEMBER

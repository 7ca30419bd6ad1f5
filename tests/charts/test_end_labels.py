"""Lines are named where they end; words never lie on each other."""

from itertools import pairwise

import pytest

from geoapp.charts.end_labels import APART, difference, end_labels
from geoapp.domain.messages import say
from tests.charts.months import months_of


def said(told, lang="vi"):
    return [label["words"] for label in end_labels(months_of(*told), lang, "late")]


def test_both_lines_and_their_difference_are_said_from_below():
    assert said([("2025-11", 47, 68)]) == ["Thực tế 47%", "kém 21 điểm", "Kế hoạch 68%"]


@pytest.mark.parametrize(("done", "plan"), [(47, 68), (50, 51), (0, 0), (100, 100), (99, 3)])
def test_words_are_kept_apart_and_inside(done, plan):
    places = [label["at"] for label in end_labels(months_of(("2025-11", done, plan)), "vi", "late")]
    assert min(places) >= 0
    assert max(places) <= 100
    assert min(above - below for below, above in pairwise(places)) >= APART - 1e-9


def test_an_older_report_says_its_month():
    assert said([("2025-10", 40, 60), ("2025-11", None, 68)])[0] == "10/25: 40%"


@pytest.mark.parametrize(
    ("done", "plan", "words"),
    [
        (47, 68, "21 points behind"),
        (30, 26.5, "3.5 points ahead"),
        (50, 50.02, "as planned"),
        (50, 51, "1 point behind"),
    ],
)
def test_differences_are_those_a_reader_works_out(done, plan, words):
    assert say(difference(done, plan, "en"), "en") == words

"""Lines are named where they end; words never lie on each other."""

from itertools import pairwise

import pytest

from geoapp.charts.end_labels import APART, APART_NARROW, difference, end_labels, two_lines
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


@pytest.mark.parametrize(("done", "plan"), [(47, 68), (0, 0), (100, 100)])
def test_two_lines_each_are_kept_apart_too(done, plan):
    labels = end_labels(months_of(("2025-11", done, plan)), "vi", "late")
    places = [label["narrow_at"] for label in labels]
    assert 0 <= min(places) <= max(places) <= 100
    assert min(above - below for below, above in pairwise(places)) >= APART_NARROW - 1e-9


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("Kế hoạch 68%", ["Kế hoạch", "68%"]),
        ("kém 21 điểm", ["kém", "21 điểm"]),
        ("21 points behind", ["21 points", "behind"]),
        ("10/25: 40%", ["10/25:", "40%"]),
        ("đúng kế hoạch", ["đúng", "kế hoạch"]),
    ],
)
def test_a_figure_keeps_its_unit_in_two_lines(words, lines):
    assert two_lines(words) == lines


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

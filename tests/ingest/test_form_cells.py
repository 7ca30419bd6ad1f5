"""Cells of a form are read as people write them, those of a program as data."""

from datetime import date

import pytest

from geoapp.ingest.form_cells import WORDS, FormCells


def read(kind, cell, lang="vi", **given):
    cells = FormCells({"x": cell}, lang)
    value = getattr(cells, kind)("x", **given)
    return value, [one.field for one in cells.problems], [one.field for one in cells.doubts]


@pytest.mark.parametrize(
    ("kind", "cell", "lang", "value"),
    [
        ("day", "20/11/2026", "vi", date(2026, 11, 20)),
        ("day", "2026-11-20", None, date(2026, 11, 20)),
        ("day", "", "vi", None),
        ("day", None, None, None),
        ("money", "1.234,5", "vi", 1_234_500_000_000),
        ("money", "1,234.5", "en", 1_234_500_000_000),
        ("money", "700 triệu", "vi", 700_000_000),
        ("money", 5_000, None, 5_000),
        ("percent", "62,5", "vi", 62.5),
        ("percent", "62.5", "en", 62.5),
        ("percent", 62.5, None, 62.5),
        ("words", "  hai   chữ ", "vi", "hai chữ"),
        ("words", "<b>hai</b>", "vi", "<b>hai</b>"),
        ("words", "x" * WORDS, "vi", "x" * WORDS),
    ],
)
def test_a_cell_is_read(kind, cell, lang, value):
    assert read(kind, cell, lang) == (value, [], [])


@pytest.mark.parametrize(
    ("kind", "cell"),
    [
        ("day", "30/02/2026"),
        ("day", "tomorrow"),
        ("day", ["2026-11-20"]),
        ("money", "-1"),
        ("money", "many"),
        ("money", {"vnd": 1}),
        ("percent", "100,1"),
        ("percent", True),
        ("words", "x" * (WORDS + 1)),
        ("words", "a\x00b"),
        ("words", ["a"]),
    ],
)
def test_what_cannot_be_read_is_told_with_its_field(kind, cell):
    assert read(kind, cell) == (None, ["x"], [])


def test_a_month_is_its_last_day_with_a_doubt():
    assert read("day", "9/2026") == (date(2026, 9, 30), [], ["x"])
    assert read("day", "9/2026", finish=False) == (date(2026, 9, 1), [], ["x"])


@pytest.mark.parametrize("kind", ["day", "money", "words"])
def test_what_is_needed_must_be_there(kind):
    assert read(kind, " ", needed=True) == (None, ["x"], [])


def test_a_choice_is_one_of_its_codes():
    cells = FormCells({"x": "a", "y": "c", "z": ["a"]}, "vi")
    assert [cells.choice(name, ("a", "b")) for name in ("x", "y", "z")] == ["a", None, None]
    assert [one.field for one in cells.problems] == ["y", "z"]

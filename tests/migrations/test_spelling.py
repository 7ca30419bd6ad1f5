"""The database folds Vietnamese text exactly as the service does."""

import re
from unicodedata import normalize

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from geoapp.domain.spelling import fold_tones, strip_marks

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyfjwz"
MARKS = "\u0300\u0301\u0303\u0309\u0323"
vietnamese = (
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(LETTERS + LETTERS.upper()), st.sampled_from(["", *MARKS])),
            st.tuples(st.sampled_from("0123456789 -–(),./“”'\u00a0\t\n\u2009"), st.just("")),
        ),
        max_size=30,
    )
    .map(lambda letters: "".join(letter + mark for letter, mark in letters))
    .flatmap(lambda said: st.sampled_from(["NFC", "NFD"]).map(lambda form: normalize(form, said)))
)
often = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def folded_by_database(session, function, said):
    return session.scalar(text(f"SELECT {function}(:said)"), {"said": said})


@often
@given(said=vietnamese)
def test_tones_are_folded_alike(session, said):
    assert folded_by_database(session, "fold_tones", said) == fold_tones(said)


@often
@given(said=vietnamese)
def test_marks_are_stripped_alike(session, said):
    assert folded_by_database(session, "strip_marks", said) == strip_marks(said)


@often
@given(said=st.text(st.characters(max_codepoint=0x24F, exclude_categories=["Cc"]), max_size=20))
def test_other_latin_letters_too(session, said):
    for function in (fold_tones, strip_marks):
        assert folded_by_database(session, function.__name__, said) == function(said)


def test_a_search_form_has_a_blank_before_each_word(session):
    form = folded_by_database(session, "search_form", "hầm (đường) a/b–c\u00a0d")
    assert form == " hầm đường a b c d"


# What the database's own set holds, in Python's words.
APART = re.compile("[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
                   "!-/:-@\\[-`{-~–—“”‘’…]+")  # fmt: skip


@often
@given(said=st.text("ab đ\u0301 \t\u00a0\u3000-!–…(`~", max_size=30))
def test_whatever_parts_words_becomes_one_blank(session, said):
    assert folded_by_database(session, "search_form", said) == APART.sub(" ", f" {said}")


@often
@given(said=st.text("aâ \t\u2009\u0301\u0309\u0323\u0302", max_size=20))
def test_runs_of_marks_and_blanks_are_folded_alike(session, said):
    assert folded_by_database(session, "fold_tones", said) == fold_tones(said)

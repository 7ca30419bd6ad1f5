"""Errors say what was expected, what came and where; their tree is drawn in full."""

from geoapp.domain import errors
from geoapp.domain.messages import message, say


def test_a_bad_parameter_says_name_expectation_and_what_came():
    error = errors.BadParameter("on", expected=message("a date as YYYY-MM-DD"), got="1/7")
    assert str(error) == "on: expected a date as YYYY-MM-DD, got “1/7”."


def test_a_bad_parameter_is_said_in_either_language():
    error = errors.BadParameter("on", expected=message("a date as YYYY-MM-DD"), got="1/7")
    for lang in ("vi", "en"):
        assert all(part in say(error.detail, lang) for part in ("on", "1/7"))


def test_a_very_long_value_is_cut_in_the_sentence():
    error = errors.BadParameter("q", expected=message("less"), got="x" * 100_000)
    assert len(str(error)) < 300


def test_the_docstring_draws_every_error():
    for error in errors.GeoappError.__subclasses__():
        if error.__module__ == errors.__name__:
            assert error.__name__ in errors.__doc__

"""Every limit has words and a setting, and a refusal names both."""

from dataclasses import fields

import pytest

from geoapp.ingest.limits import RANGES, WORDS, Limits, feature_over_limit, over_limit, setting_name

NAMES = [field.name for field in fields(Limits)]


def test_every_limit_has_words():
    assert list(WORDS) == list(RANGES) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_what_we_set_ourselves_may_be_set(name):
    low, high = RANGES[name]
    assert low <= getattr(Limits(), name) <= high


@pytest.mark.parametrize("name", NAMES)
def test_a_refusal_names_limit_value_and_setting(name):
    refused = over_limit(Limits(**{name: 1234}), name)
    assert refused.limit == name
    assert str(WORDS[name]) in str(refused)
    assert "1\u00a0234" in str(refused)
    assert setting_name(name) in str(refused)


def test_a_row_is_told_the_same_way():
    assert "GEOAPP_UPLOAD_NESTING" in str(feature_over_limit(Limits(), "nesting"))

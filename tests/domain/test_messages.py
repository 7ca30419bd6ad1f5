"""Messages are English sentences that are said in a language given as an argument."""

import re
from datetime import date
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from geoapp.domain.choices import OBSTACLE_KINDS
from geoapp.domain.messages import CATALOGS, LANGUAGES, Message, day_message, message, say

VIETNAMESE = CATALOGS / "vi" / "LC_MESSAGES" / "messages.po"


def test_a_message_is_said_with_its_values():
    assert say(message("There is no project {code}.", code="TTH-999"), "en") == (
        "There is no project TTH-999."
    )


def test_a_message_inside_a_message_is_said_in_the_same_language():
    outer = message("expected {expected}", expected=message("a date as YYYY-MM-DD"))
    assert say(outer, "en") == "expected a date as YYYY-MM-DD"


def test_a_day_is_said_as_the_language_writes_it():
    told = message("{day} lies in the future.", day=day_message("2026-11-20"))
    assert say(told, "vi").startswith("20/11/2026")
    assert say(told, "en").startswith("2026-11-20")
    assert day_message(date(2026, 11, 20)) == day_message("2026-11-20T08:00:00")


def test_braces_in_a_value_stay_what_they_are():
    assert say(message("got “{got}”", got="{name} {{ 7*7 }}"), "en") == "got “{name} {{ 7*7 }}”"


def test_an_unknown_sentence_is_said_as_it_stands():
    assert say(message("Nobody translated this."), "vi") == "Nobody translated this."


def test_a_message_printed_is_english():
    assert str(Message("There is no project {code}.", {"code": "A"})) == "There is no project A."


def test_both_languages_speak():
    assert LANGUAGES == ("vi", "en")
    assert say(message("Map"), "en") == "Map"


@pytest.mark.skipif(not VIETNAMESE.exists(), reason="the translations are not written yet")
def test_every_translation_keeps_the_places_of_its_sentence():
    with VIETNAMESE.open("rb") as source:
        entries = [entry for entry in read_po(source, locale="vi") if entry.id]
    for entry in entries:
        ids, said = ((one,) if isinstance(one, str) else one for one in (entry.id, entry.string))
        for sentence in filter(None, said):
            assert places(sentence) <= set.union(*map(places, ids)), entry.id


def places(sentence):
    named = {name for _, name, _, _ in Formatter().parse(re.sub(r"%[^(]?", "", sentence)) if name}
    return named | set(re.findall(r"%\((\w+)\)s", sentence))


def test_a_choice_among_the_values_is_said_by_its_own_name():
    said = message("{kind} “{words}”", kind=OBSTACLE_KINDS[0], words="12 hộ")
    assert (say(said, "vi"), say(said, "en")) == (
        "Giải phóng mặt bằng “12 hộ”", "Land clearance “12 hộ”")  # fmt: skip


def test_a_fraction_is_said_as_the_language_writes_it():
    told = message("got “{got}”", got=1028.625)
    assert say(told, "en") == "got “1,028.625”"
    assert "1.028,625" in say(told, "vi")

"""Messages are English sentences that are said in a language given as an argument."""

import os
import re
from datetime import date
from io import StringIO
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from geoapp.domain import messages
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


SENTENCE = 'msgid "Late"\nmsgstr "{}"\n'


def compiled(folder: Path, *, seconds_after: int) -> None:
    """Lay sentences and what was compiled of others beside them, as old as that."""
    sentences = folder / "vi" / "LC_MESSAGES" / "messages.po"
    sentences.parent.mkdir(parents=True)
    sentences.write_text(SENTENCE.format("Chậm"))
    with sentences.with_suffix(".mo").open("wb") as file:
        write_mo(file, read_po(StringIO(SENTENCE.format("Chậm, đã biên dịch"))))
    age = sentences.stat().st_mtime + seconds_after
    os.utime(sentences.with_suffix(".mo"), (age, age))


@pytest.mark.parametrize(
    ("seconds_after", "said"), [(1, "Chậm, đã biên dịch"), (-1, "Chậm")], ids=["fresh", "stale"]
)
def test_a_compiled_catalog_is_read_while_its_sentences_are_no_newer(
    tmp_path, monkeypatch, seconds_after, said
):
    compiled(tmp_path, seconds_after=seconds_after)
    monkeypatch.setattr(messages, "CATALOGS", tmp_path)
    assert messages.catalog.__wrapped__("vi").gettext("Late") == said

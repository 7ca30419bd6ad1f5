"""Text blocks of a report."""

import re

from geoapp.domain.report_texts import BLOCKS, BY_CODE, CARRIED, ReportTexts


def test_codes_are_such_as_the_table_keeps_and_each_stands_once():
    assert len(BY_CODE) == len(BLOCKS)
    assert all(re.fullmatch("[a-z]{1,20}", code) for code in BY_CODE)
    assert BY_CODE.keys() > CARRIED


def test_a_blank_line_begins_a_paragraph():
    texts = ReportTexts({"next": "Một\nhai\r\n\r\nba\n\n\n"})
    assert texts.paragraphs("next") == ["Một hai", "ba"]
    assert texts.lines("next") == ["Một", "hai", "ba"]

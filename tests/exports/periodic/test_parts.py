"""Where a report's appendix begins."""

from geoapp.exports.periodic.parts import Heading, Paragraph, is_small, split

BODY = (Heading("I", 1), Paragraph("…"), Paragraph("note", small=True))
APPENDIX = (Heading("Phụ lục", 0), Paragraph("…"))


def test_the_appendix_begins_with_its_heading():
    assert split((*BODY, *APPENDIX)) == (BODY, APPENDIX)
    assert split(BODY) == (BODY, ())


def test_words_never_stand_side_by_side():
    assert not any(map(is_small, BODY))

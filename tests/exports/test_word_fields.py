"""Fields are told to Word by name."""

from docx import Document

from geoapp.exports.word_fields import add_field


def test_a_field_begins_names_itself_and_ends():
    paragraph = Document().add_paragraph()
    add_field(paragraph, "PAGE")
    assert paragraph._p.xml.count("w:fldChar ") == 2
    assert "<w:instrText>PAGE</w:instrText>" in paragraph._p.xml

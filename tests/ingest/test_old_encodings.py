"""Text from before Unicode is recognised by its words and read in full."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoapp.ingest.old_encodings import TCVN3, VNI, propose_encoding, read_as
from geoapp.ingest.text_forms import letters_of

NAME = "Cảng Chân Mây, đường ven biển"
OLD = {
    "tcvn3": "C¶ng Ch©n M©y, ®\xad\xeang ven bi\xd3n",
    "vni": "Caûng Chaân Maây, ñöôøng ven bieån",
    "windows-1258": letters_of("Ca\u0309ng Chân Mây, đươ\u0300ng ven biê\u0309n".encode("cp1258")),
}


@pytest.mark.parametrize("encoding", OLD)
def test_an_old_name_is_read(encoding):
    expected = NAME.replace("ờ", "ê") if encoding == "none" else NAME
    assert read_as(OLD[encoding].replace("\xeang", "êng"), encoding) == expected


@pytest.mark.parametrize("encoding", OLD)
def test_the_encoding_is_proposed_with_an_example(encoding):
    proposal = propose_encoding([OLD[encoding], "TTH-001"])
    assert proposal is not None
    assert proposal.encoding == encoding
    assert proposal.reason.values["new"] == NAME


@pytest.mark.parametrize(
    "texts", [[NAME], [normalize("NFD", NAME)], ["plain"], ["Café"], ["D â"], []]
)
def test_nothing_is_proposed_for_unicode(texts):
    assert propose_encoding(texts) is None


@pytest.mark.parametrize("encoding", OLD)
def test_unicode_among_old_text_is_left_alone(encoding):
    assert read_as(NAME, encoding) == NAME


def test_decomposed_text_is_composed():
    assert read_as(normalize("NFD", NAME), None) == NAME


def test_vni_capitals_are_read():
    assert read_as("ÑÖÔØNG VEN BIEÅN", "vni") == "ĐƯỜNG VEN BIỂN"


@given(st.text(alphabet=sorted(TCVN3.values())))
def test_every_letter_of_tcvn3_has_one_byte(text):
    back = {letter: chr(code) for code, letter in TCVN3.items()}
    assert read_as("".join(back[letter] for letter in text), "tcvn3") == text


@given(st.text(alphabet="abcdefghiklmnopqrstuvxy ", max_size=5), st.sampled_from(sorted(VNI)))
def test_every_pair_of_vni_is_read_in_any_word(around, pair):
    assert VNI[pair] in read_as(f"b{pair}c {around}", "vni")

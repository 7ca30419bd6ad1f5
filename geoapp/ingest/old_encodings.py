"""Vietnamese encodings from before Unicode: TCVN3, VNI and Windows-1258, told by their words.

Such text arrives as single bytes, or inside UTF-8 as the Windows-1252 letters of these bytes
(“C¶ng Ch©n M©y” for “Cảng Chân Mây” in TCVN3); both are the same letters here.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final, Literal
from unicodedata import normalize

from msgspec import Struct

from geoapp.domain.messages import Message, message
from geoapp.ingest.syllables import Score, score_words
from geoapp.ingest.text_forms import BYTE_OF_LETTER, LETTER_OF_BYTE, bytes_of

# One odd word proves nothing.
ENOUGH_WORDS: Final = 3
OldEncoding = Literal["tcvn3", "vni", "windows-1258"]

# TCVN 5712:1993, VN3: the bytes from 0xA1, in order; a dot where the standard has nothing.
TCVN3_BYTES: Final = (
    "ĂÂÊÔƠƯĐăâêôơưđ" + "......" + "àảãáạ" + "." + "ằẳẵắ" + "......." + "ặầẩẫấậè" + "."
    + "ẻẽéẹềểễếệìỉ" + "..." + "ĩíịò" + "." + "ỏõóọồổỗốộờởỡớợù" + "." + "ủũúụừửữứựỳỷỹýỵ"
)  # fmt: skip
TCVN3: Final = {
    ord(LETTER_OF_BYTE[0xA1 + place]): letter
    for place, letter in enumerate(TCVN3_BYTES)
    if letter != "."
}
# VNI: a vowel is followed by a letter that stands for its marks; a few vowels are one letter.
VNI_TONES: Final = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
VNI_HATS: Final = {
    "â": "",
    "á": "\u0301",
    "à": "\u0300",
    "å": "\u0309",
    "ã": "\u0303",
    "ä": "\u0323",
}
VNI_BREVES: Final = {
    "ê": "",
    "é": "\u0301",
    "è": "\u0300",
    "ú": "\u0309",
    "ü": "\u0303",
    "ë": "\u0323",
}
VNI_SINGLES: Final = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị"}


def _vni_pairs() -> dict[str, str]:
    pairs = {base + mark: base + tone for base in "aeouy" for mark, tone in VNI_TONES.items()}
    pairs |= {
        base + mark: base + "\u0302" + tone for base in "aeo" for mark, tone in VNI_HATS.items()
    }
    pairs |= {"a" + mark: "a\u0306" + tone for mark, tone in VNI_BREVES.items()}
    pairs |= {
        base + mark: VNI_SINGLES[base] + tone for base in "ôö" for mark, tone in VNI_TONES.items()
    }
    return {key: normalize("NFC", value) for key, value in pairs.items()} | VNI_SINGLES


VNI: Final = _vni_pairs()
VNI_PART: Final = re.compile("|".join(sorted(VNI, key=len, reverse=True)), re.IGNORECASE)


def _read_vni_part(found: re.Match[str]) -> str:
    letters = found[0]
    read = VNI[letters.lower()]
    return read.upper() if letters[0].isupper() else read


READERS: Final[dict[OldEncoding, Callable[[str], str]]] = {
    "tcvn3": lambda text: text.translate(TCVN3),
    "vni": lambda text: VNI_PART.sub(_read_vni_part, text),
    "windows-1258": lambda text: (bytes_of(text) or b"").decode("cp1258", "replace"),
}
NAMES: Final[dict[OldEncoding, str]] = {
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
    "windows-1258": "Windows-1258",
}


class EncodingProposal(Struct, frozen=True):
    """The old encoding a text seems to be in, with one word before and after."""

    encoding: OldEncoding
    reason: Message


def read_as(text: str, encoding: OldEncoding | None) -> str:
    """Return the text in Unicode NFC; what is Unicode already is only composed."""
    if text.isascii():
        return text
    if encoding and all(letter in BYTE_OF_LETTER for letter in text):
        text = READERS[encoding](text)
    return normalize("NFC", text)


def propose_encoding(texts: Iterable[str]) -> EncodingProposal | None:
    """Return the old encoding in which far more words are Vietnamese than as they stand."""
    kept = [text for text in texts if not text.isascii()]
    before = score_words(kept)
    scores = {name: score_words(read_as(text, name) for text in kept) for name in READERS}
    best = max(scores, key=lambda name: scores[name].share)
    if before.marked < ENOUGH_WORDS or before.share > 0.5 or scores[best].share < 0.7:
        return None
    return EncodingProposal(best, _reason(kept, best, before, scores[best]))


def _reason(texts: list[str], best: OldEncoding, before: Score, after: Score) -> Message:
    example = next(text for text in texts if read_as(text, best) != normalize("NFC", text))
    return message(
        "Read as {encoding}, {good} of {all} words with marks are Vietnamese; as they stand, "
        "{before} are. “{old}” becomes “{new}”.",
        encoding=NAMES[best],
        good=after.good,
        all=after.marked,
        before=before.good,
        old=example[:60],
        new=read_as(example, best)[:60],
    )

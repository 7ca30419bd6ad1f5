"""Whether a word can be Vietnamese: enough to tell one old encoding from another."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from unicodedata import normalize

TONES: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
ONSETS: Final = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
VOWELS_ALONE: Final = (
    "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu oa oe oi ôi ơi ua uê ui uơ uy ưa ưi ưu "
    "iêu yêu oai oao oay oeo uây uôi uya uyu ươi ươu"
)
VOWELS_BEFORE_CODA: Final = "a ă â e ê i o ô ơ u ư y iê oa oă oe oo uâ uê uô uy uyê ươ yê"
CODAS: Final = "c ch m n ng nh p t"


def _either(parts: str) -> str:
    spread = normalize("NFD", parts).split()
    return "|".join(sorted(spread, key=len, reverse=True))


SYLLABLE: Final = re.compile(
    f"(?:{_either(ONSETS)})?"
    f"(?:(?:{_either(VOWELS_BEFORE_CODA)})(?:{_either(CODAS)})|{_either(VOWELS_ALONE)})"
)
# Digits and ASCII punctuation part words; letters that stand for Vietnamese ones do not.
WORD: Final = re.compile(r"[^\s\x00-@\[-`{-\x7f]+")


class Score(NamedTuple):
    """How many words with marks are Vietnamese syllables, of how many."""

    good: int
    marked: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 1 where no word has a mark."""
        return self.good / self.marked if self.marked else 1.0


def is_syllable(word: str) -> bool:
    """Tell whether a word has onset, rhyme and at most one tone of Vietnamese."""
    spread = normalize("NFD", word.lower())
    bare, tones = TONES.subn("", spread)
    return tones <= 1 and SYLLABLE.fullmatch(bare) is not None


def score_words(texts: Iterable[str]) -> Score:
    """Count the words with marks and those of them that can be Vietnamese."""
    marked = {word for text in texts for word in WORD.findall(text) if not word.isascii()}
    return Score(sum(map(is_syllable, marked)), len(marked))

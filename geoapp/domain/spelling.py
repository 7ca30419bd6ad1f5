"""Comparing Vietnamese text: Unicode forms, places of tone marks, and search without marks.

Hoá and Hóa are one name, Hương Văn and Hương Vân are two. The same two foldings stand
in the database as `fold_tones` and `strip_marks` (migration 0001); a test keeps them equal.
"""

import re
import unicodedata

TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_IN_SYLLABLE = re.compile(f"([{TONES}])([a-zđ\u0302\u0306\u031b]*)")
_MARKS = re.compile("[\u0300-\u036f]")
_SPACE = re.compile(r"\s+")


def fold_tones(text: str) -> str:
    """Lower the case, fold spaces and put each tone mark at the end of its syllable."""
    spread = unicodedata.normalize("NFD", text.lower())
    # NFD orders a dot below before circumflex or breve; the tone is moved behind them all.
    moved = _TONE_IN_SYLLABLE.sub(r"\2\1", spread)
    return _SPACE.sub(" ", moved).strip()


def strip_marks(text: str) -> str:
    """Fold to bare Latin letters: “Cảng Chân Mây” becomes “cang chan may”."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")
    return _SPACE.sub(" ", bare).strip()


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are one, whatever their Unicode form or tone placement."""
    return fold_tones(one) == fold_tones(other)


def has_marks(text: str) -> bool:
    """Tell whether the text was typed with Vietnamese marks."""
    return strip_marks(text) != _SPACE.sub(" ", text.lower()).strip()


_PUNCTUATION = re.compile(r"[\s!-/:-@\[-`{-~–—“”‘’…]+")


def search_pattern(word: str) -> tuple[str, bool]:
    """Return a POSIX pattern for the start of a word, and whether it needs the marked text.

    Typed without marks a word matches whatever its marks; typed with marks it keeps them,
    also half typed: “cản” finds “cảng”, whose tone mark is folded behind the last letter.
    """
    if not has_marks(word):
        return " " + strip_marks(word), False
    folded = fold_tones(word)
    tones = "".join(dict.fromkeys(letter for letter in folded if letter in TONES))
    base = re.sub(f"[{TONES}]", "", folded)
    return f" {base}" + "".join(f"[a-zđ\u0302\u0306\u031b]*{tone}" for tone in tones), True


def folded_pattern(word: str) -> str:
    """Return a POSIX pattern that finds the start of a word in text with its tones folded."""
    pattern, marked = search_pattern(word)
    if marked:
        return pattern
    letters = ("[dđ]" if letter == "d" else re.escape(letter) for letter in pattern[1:])
    return " " + "".join(f"{letter}[\u0300-\u036f]*" for letter in letters)


def search_words(text: str) -> list[str]:
    """Split typed text into words, at most eight, without punctuation."""
    return [word for word in _PUNCTUATION.split(unicodedata.normalize("NFC", text)) if word][:8]

"""Which field a file's columns mean: proposed from names and values, for a person to correct."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from msgspec import Struct

from geoapp.domain.spelling import strip_marks
from geoapp.ingest.batches import Cell
from geoapp.ingest.fields import COMPUTED, COMPUTED_WORDS, FIELDS, UNIT_WORDS, Field, Target
from geoapp.ingest.limits import Limits
from geoapp.ingest.values.agencies import Agencies
from geoapp.ingest.values.columns import ColumnReader, is_empty
from geoapp.ingest.values.numbers import find_decimal

SHOWN_SAMPLES: Final = 5
SHOWN_CHARACTERS: Final = 80
# A Shapefile cuts names after ten letters.
CUT_NAME: Final = 10
EXACT: Final = 0.9
SHARE: Final = "share"
REMEMBERED: Final = 1.0
SAME: Final = 0.95
CUT: Final = 0.75
WITHIN: Final = 0.6
LEAST: Final = 0.3
# Numbers alone are a program's count of rows rather than project codes.
COUNTED: Final = 0.5
# A column named like a field is proposed even when its values are bad: then they are told.
WORST_FIT: Final = 0.35
# Words of a field are in the order of likelihood.
LATER: Final = 0.005
IN_BRACKETS: Final = re.compile(r"\(([^)]*)\)|\[([^\]]*)\]")
NO_WORD: Final = re.compile(r"[^a-z0-9%]+")


class ColumnSample(Struct, frozen=True):
    """A column as the file names it, how many rows fill it, and some of its values."""

    name: str
    filled: int
    values: tuple[Cell, ...]


class ColumnProposal(Struct, frozen=True):
    """What a column seems to mean; no target where nothing fits or we compute it ourselves.

    `confidence` (0 to 1) is of name and values together, `is_exact` of the name alone.
    """

    name: str
    title: str
    target: Target | None
    confidence: float
    filled: int
    samples: tuple[str, ...]
    is_exact: bool = False
    computed: bool = False
    remembered: bool = False

    @property
    def is_certain(self) -> bool:
        """Tell whether nobody needs to be asked; that 0.5 means a half is only guessed."""
        if self.target is None or self.remembered:
            return True
        return self.is_exact and self.target.unit != SHARE


@dataclass(frozen=True)
class _Guess:
    field: Field
    likeness: float
    fit: float

    @property
    def confidence(self) -> float:
        return self.likeness * self.fit


def propose_columns(
    columns: Sequence[ColumnSample],
    titles: Mapping[str, str],
    remembered: Mapping[str, Target],
    agencies: Agencies,
) -> list[ColumnProposal]:
    """Return one proposal for each column; a field goes to the column that fits it best.

    `titles` are the columns' names in Unicode, `remembered` what was chosen for them before.
    """
    guesses = [
        (place, guess)
        for place, column in enumerate(columns)
        if column.name not in remembered
        for guess in _guesses(titles[column.name], column, agencies)
    ]
    guesses.sort(key=lambda one: -one[1].confidence)
    taken = {remembered[column.name].field for column in columns if column.name in remembered}
    chosen: dict[int, _Guess] = {}
    for place, guess in guesses:
        if place not in chosen and guess.field.name not in taken:
            chosen[place] = guess
            taken.add(guess.field.name)
    return [
        _proposal(column, titles[column.name], chosen.get(place), remembered.get(column.name))
        for place, column in enumerate(columns)
    ]


def _proposal(
    column: ColumnSample, title: str, guess: _Guess | None, remembered: Target | None
) -> ColumnProposal:
    target = remembered or (_target(guess.field, title, column.values) if guess else None)
    return ColumnProposal(
        name=column.name,
        title=title,
        target=target,
        confidence=REMEMBERED if remembered else guess.confidence if guess else 0.0,
        filled=column.filled,
        samples=tuple(_shown(value) for value in column.values[:SHOWN_SAMPLES]),
        is_exact=guess is not None and guess.likeness >= EXACT,
        computed=is_computed(title),
        remembered=remembered is not None,
    )


def _guesses(title: str, column: ColumnSample, agencies: Agencies) -> Iterable[_Guess]:
    words = bare_words(title)
    if is_computed(title) or not words:
        return
    for field in FIELDS:
        likeness = max(
            _likeness(words, word) - LATER * min(place, 10)
            for place, word in enumerate(field.words)
        )
        if title == field.name:
            yield _Guess(field, 1.0, 1.0)
        elif likeness >= LEAST:
            guess = _Guess(field, likeness, _fitting(field, title, column.values, agencies))
            if guess.confidence >= LEAST:
                yield guess


def is_computed(title: str) -> bool:
    """Tell whether a column holds what the map counts itself, by our name or by people's."""
    return title in COMPUTED or bare_words(title) in COMPUTED_WORDS


def bare_words(title: str) -> str:
    """Return a column's name without marks, brackets, punctuation and capitals."""
    return NO_WORD.sub(" ", strip_marks(IN_BRACKETS.sub(" ", title))).strip()


def _likeness(words: str, wanted: str) -> float:
    if words == wanted or words.replace(" ", "") == wanted.replace(" ", ""):
        return SAME
    joined = wanted.replace(" ", "_")
    if len(words) >= CUT_NAME - 1 and joined[:CUT_NAME].rstrip("_") == words.replace(" ", "_"):
        return CUT
    if len(wanted) > 3 and f" {wanted} " in f" {words} ":
        # The more of the name it is, the likelier.
        return WITHIN + (CUT - WITHIN) * len(wanted) / len(words)
    return 0.0


def _fitting(field: Field, title: str, values: Sequence[Cell], agencies: Agencies) -> float:
    """Return the share of sample values that the field can read, at least a little."""
    target = _target(field, title, values)
    filled = [value for value in values if not (isinstance(value, str) and is_empty(value))]
    if not filled or field.kind in ("agency", "agencies", "sector", "kind"):
        return 1.0
    if field.kind == "code" and all(str(value).isdigit() for value in filled):
        return COUNTED
    unfit = ColumnReader(target, agencies, Limits()).read(filled).unfit
    return max(WORST_FIT, 1 - len(unfit) / len(filled))


def _target(field: Field, title: str, values: Sequence[Cell]) -> Target:
    unit = _unit(field, title, values)
    is_number = field.kind in (*UNIT_WORDS, "whole", "coordinate")
    return Target(field.name, unit, find_decimal(values) if is_number else None)


def _unit(field: Field, title: str, values: Sequence[Cell]) -> str | None:
    known = UNIT_WORDS.get(field.kind)
    if known is None or title == field.name:
        # Our own names have the stored unit.
        return None
    for found in IN_BRACKETS.findall(title):
        inside = strip_marks("".join(found)).replace("²", "2").strip(" .:")
        if inside in known:
            return known[inside]
    words = NO_WORD.sub(" ", strip_marks(title)).split()
    for size in (2, 1):
        end = " ".join(words[-size:])
        if len(words) > size and end in known:
            return known[end]
    return SHARE if field.kind == "percent" and _are_shares(values) else None


def _are_shares(values: Sequence[Cell]) -> bool:
    numbers = [value for value in values if isinstance(value, int | float)]
    return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)


def _shown(value: Cell) -> str:
    return str(value)[:SHOWN_CHARACTERS]

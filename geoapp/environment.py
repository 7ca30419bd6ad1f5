"""Environment variables as fields of a dataclass: one line tells name, default and what is read."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import Message, message

VARIABLE: Final = "variable"


class BadSetting(GeoappError):
    """An environment variable that cannot be read."""

    def __init__(self, name: str, *, expected: Message, got: str) -> None:
        super().__init__(
            message(
                "Setting {name}: expected {expected}, got “{got}”.",
                name=name,
                expected=expected,
                got=got,
            )
        )


@dataclass(frozen=True)
class Variable:
    """A variable: `read` turns its text into the value, or raises `ValueError`."""

    name: str
    expected: Message
    read: Callable[[str], Any]

    def value_of(self, given: str) -> Any:
        """Return the value; raises `BadSetting`."""
        try:
            return self.read(given)
        except (ValueError, ZoneInfoNotFoundError):
            raise BadSetting(self.name, expected=self.expected, got=given) from None


def variables_of(kind: type) -> dict[str, Variable]:
    """Return the variables that the fields of a dataclass are read from, by field."""
    return {one.name: one.metadata[VARIABLE] for one in fields(kind) if VARIABLE in one.metadata}


def given_in(env: Mapping[str, str], variables: Mapping[str, Variable]) -> dict[str, Any]:
    """Read what is given, by field; an empty text counts as none. Raises `BadSetting`."""
    return {
        name: variable.value_of(env[variable.name])
        for name, variable in variables.items()
        if env.get(variable.name)
    }


# --- kinds of fields: the first is the variable's name, the next its default -----------------


def text(name: str, default: Any = MISSING) -> Any:
    """A field read as it is: one line, since it may stand in the head of a letter."""
    return _field(Variable(name, message("one line of text"), _line), default)


def folder(name: str, default: Any = MISSING) -> Any:
    """A field that is a path; `~` stands for one's home."""
    return _field(Variable(name, message("the path of a folder"), _path), default)


def file(name: str, expected: Message) -> Any:
    """A field that is a file which exists, or None."""
    return _field(Variable(name, expected, _file), None)


def whole_number(name: str, default: int, low: int, high: int) -> Any:
    """A field that is a number from `low` to `high`."""
    return _field(number_within(name, low, high), default)


def one_of(name: str, default: str, *others: str) -> Any:
    """A field that is one of the words named here."""
    words = {word: word for word in (default, *others)}
    expected = message("one of {choices}", choices=", ".join(words))
    return _field(Variable(name, expected, _chosen_from(words)), default)


def switch(name: str, *, default: bool) -> Any:
    """A field that is on (1) or off (0)."""
    return _field(Variable(name, message("0 or 1"), _chosen_from({"0": False, "1": True})), default)


def day(name: str) -> Any:
    """A field that is a date, or None."""
    return _field(Variable(name, message("a date as 2026-11-20"), date.fromisoformat), None)


def zone(name: str, default: ZoneInfo) -> Any:
    """A field that is a time zone."""
    return _field(Variable(name, message("a time zone as Asia/Ho_Chi_Minh"), ZoneInfo), default)


def number_within(name: str, low: int, high: int) -> Variable:
    """Return the variable of a number from `low` to `high`."""

    def read(given: str) -> int:
        if not (given.isascii() and given.isdigit() and len(given) < 16):
            raise ValueError(given)
        if not low <= int(given) <= high:
            raise ValueError(given)
        return int(given)

    return Variable(name, message("a whole number from {low} to {high}", low=low, high=high), read)


def _field(variable: Variable, default: Any) -> Any:
    return field(default=default, metadata={VARIABLE: variable})


def _line(given: str) -> str:
    if not given.isprintable():
        raise ValueError(given)
    return given


def _path(given: str) -> Path:
    try:
        return Path(given).expanduser().absolute()
    except RuntimeError:
        # ~somebody who is not known here.
        raise ValueError(given) from None


def _file(given: str) -> Path:
    path = _path(given)
    if not path.is_file():
        raise ValueError(given)
    return path


def _chosen_from(words: Mapping[str, Any]) -> Callable[[str], Any]:
    def read(given: str) -> Any:
        if given not in words:
            raise ValueError(given)
        return words[given]

    return read

"""A TOML table being read: what is missing, unfit or unknown goes to the report."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import TypeVar

from geoapp.domain.layers.mistakes import Report, Unfit
from geoapp.domain.layers.values import Reader, shown
from geoapp.domain.messages import Message, message

T = TypeVar("T")


class Table:
    """One table of a layer file; a mistake is noted and reading goes on with a stand-in."""

    def __init__(self, values: Mapping[str, object], path: str, report: Report) -> None:
        self._values = values
        self._path = path
        self._report = report
        self._known: set[str] = set()

    def need(self, key: str, read: Reader[T], stand_in: T) -> T:
        """Read a key that must be there."""
        if key not in self._values:
            self.wrong(message("{key} is missing", key=key))
        return self.get(key, read, stand_in)

    def get(self, key: str, read: Reader[T], default: T) -> T:
        """Read a key that may be left out."""
        self._known.add(key)
        if key not in self._values:
            return default
        try:
            return read(self._values[key])
        except Unfit as error:
            self.wrong(error.reason, key)
            return default

    def table(self, key: str) -> "Table | None":
        """Return the table below `key`, or None when there is none."""
        self._known.add(key)
        value = self._values.get(key)
        if isinstance(value, dict):
            return Table(value, self._at(key), self._report)
        if value is not None:
            self.wrong(message("expected a table, got {got}", got=shown(value)), key)
        return None

    def tables(self, key: str) -> Iterator["Table"]:
        """Yield the tables of the list below `key`."""
        self._known.add(key)
        found = self._values.get(key, [])
        if not isinstance(found, list):
            self.wrong(message("expected a list of tables, got {got}", got=shown(found)), key)
            return
        for index, value in enumerate(found):
            path = f"{key}[{index}]"
            if isinstance(value, dict):
                yield Table(value, self._at(path), self._report)
            else:
                self.wrong(message("expected a table, got {got}", got=shown(value)), path)

    def close(self) -> None:
        """Note every key that nothing has asked for."""
        for key in self._values:
            if key not in self._known:
                self.wrong(self._unknown(key), key)

    def has(self, key: str) -> bool:
        """Tell whether the file gives this key."""
        return key in self._values

    def wrong(self, reason: Message, key: str = "") -> None:
        """Note a mistake at `key`, or at the table itself."""
        self._report.add(self._at(key), reason)

    def _at(self, key: str) -> str:
        return ".".join(part for part in (self._path, key) if part)

    def _unknown(self, key: str) -> Message:
        near = get_close_matches(key, sorted(self._known), n=1)
        if near:
            return message("unknown key, perhaps {near} was meant", near=near[0])
        return message(
            "unknown key, expected one of {choices}", choices=", ".join(sorted(self._known))
        )

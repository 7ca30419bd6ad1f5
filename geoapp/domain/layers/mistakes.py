"""Mistakes in layer files, each with its file, line and reason."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from geoapp.domain.errors import BadFile
from geoapp.domain.messages import Message, message, say


@dataclass(frozen=True)
class Mistake:
    """One thing to mend; `field` is a path such as themes[0].classes[2].fill, or empty."""

    file: str
    line: int | None
    field: str
    reason: Message

    def text(self, lang: str) -> str:
        """Return file:line: field: reason."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.field, say(self.reason, lang)) if part)


class LayerFilesError(BadFile):
    """One or more layer files cannot be used."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(message("Mistakes in layer files: {count}", count=len(self.mistakes)))

    def text(self, lang: str) -> str:
        """Return all mistakes, one on each line."""
        return "\n".join(mistake.text(lang) for mistake in self.mistakes)


class Unfit(Exception):
    """A value is not what its key expects."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@dataclass
class Report:
    """The mistakes of one file, collected while it is read."""

    file: str
    lines: dict[str, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, path: str, reason: Message) -> None:
        """Note a mistake at `path`, or at the nearest table above it that has a line."""
        self.mistakes.append(Mistake(self.file, self._line(path), path, reason))

    def _line(self, path: str) -> int:
        while path and path not in self.lines:
            path = path[: max(path.rfind("."), path.rfind("["), 0)]
        return self.lines.get(path, 1)

"""How an export is to look: paper, direction, scale, columns and sections, checked at the door."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import Message, message

PAPERS: Final = {"a4": (297, 210), "a3": (420, 297)}
ORIENTATIONS: Final = ("landscape", "portrait")
RESOLUTIONS: Final = ("96", "150", "300")
SECTIONS: Final = ("map", "grid", "table", "charts", "projects")
DEFAULT_SECTIONS: Final = ("map", "table")
COLUMNS: Final = (
    "sector", "lead_agency", "area", "investment", "progress", "schedule", "finish", "position",
)  # fmt: skip
FITTED: Final = "fit"
SCALES: Final = (1_000, 10_000_000)
MOST_TITLE: Final = 300
OPTION_NAMES: Final = (
    "title", "subtitle", "paper", "orientation", "scale", "dpi", "columns", "sections",
)  # fmt: skip
_SCALE: Final = re.compile(r"(?:1:)?([0-9]{1,9})")


@dataclass(frozen=True)
class ExportOptions:
    """What was chosen; `scale` is the N of 1:N, None fits the map to its content.

    Without a title of one's own the filter proposes it.
    """

    title: str | None = None
    subtitle: str | None = None
    paper: str = "a4"
    orientation: str = "landscape"
    scale: int | None = None
    dpi: int = 150
    columns: tuple[str, ...] = COLUMNS
    sections: tuple[str, ...] = DEFAULT_SECTIONS

    @property
    def grid(self) -> bool:
        """Tell whether the map has a grid of degrees."""
        return "grid" in self.sections

    @property
    def page_mm(self) -> tuple[int, int]:
        """Width and height of the page."""
        wide, high = PAPERS[self.paper]
        return (wide, high) if self.orientation == "landscape" else (high, wide)


def parse_options(given: Mapping[str, str]) -> ExportOptions:
    """Read the options; raises `BadParameter` naming the choices."""
    default = ExportOptions()
    return ExportOptions(
        title=_words(given, "title"),
        subtitle=_words(given, "subtitle"),
        paper=_one_of(given, "paper", tuple(PAPERS), default.paper),
        orientation=_one_of(given, "orientation", ORIENTATIONS, default.orientation),
        scale=_scale(given.get("scale") or FITTED),
        dpi=int(_one_of(given, "dpi", RESOLUTIONS, str(default.dpi))),
        columns=_some_of(given, "columns", COLUMNS, default.columns),
        sections=_some_of(given, "sections", SECTIONS, default.sections),
    )


def _words(given: Mapping[str, str], name: str) -> str | None:
    text = " ".join(given.get(name, "").replace("\x00", "").split())
    if len(text) > MOST_TITLE:
        raise BadParameter(
            name, expected=message("at most {count} characters", count=MOST_TITLE), got=text
        )
    return text or None


def _one_of(given: Mapping[str, str], name: str, choices: Sequence[str], default: str) -> str:
    value = given.get(name, "").lower() or default
    if value not in choices:
        raise BadParameter(name, expected=one_of(choices), got=value)
    return value


def _some_of(
    given: Mapping[str, str], name: str, choices: Sequence[str], default: tuple[str, ...]
) -> tuple[str, ...]:
    if name not in given:
        return default
    wanted = [part.strip() for part in given[name].split(",") if part.strip()]
    for part in wanted:
        if part not in choices:
            raise BadParameter(name, expected=one_of(choices), got=part)
    return tuple(choice for choice in choices if choice in wanted)


def _scale(text: str) -> int | None:
    if text == FITTED:
        return None
    found = _SCALE.fullmatch(text.replace(" ", ""))
    if not found or not SCALES[0] <= int(found[1]) <= SCALES[1]:
        raise BadParameter(
            "scale",
            expected=message(
                "fit, or 1:N with N from {least} to {most}", least=SCALES[0], most=SCALES[1]
            ),
            got=text,
        )
    return int(found[1])


def one_of(choices: Sequence[str]) -> Message:
    """Say what can be chosen."""
    return message("one of {choices}", choices=", ".join(choices))

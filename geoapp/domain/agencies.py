"""What an administrator decides about an agency, and what can be wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from geoapp.domain.errors import Problem
from geoapp.domain.messages import message

_CODE = re.compile(r"[A-Z0-9][A-Z0-9._-]{0,39}")


@dataclass(frozen=True, kw_only=True)
class AgencyProfile:
    """An agency as it shall be; both days belong to it, successors are codes."""

    name: str
    name_en: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    needs_approval: bool = False


def is_code(text: str) -> bool:
    """Tell whether an agency may have this code."""
    return _CODE.fullmatch(text) is not None


def check_code(code: str) -> Iterator[Problem]:
    """Yield what is wrong with the code of a new agency."""
    if not is_code(code):
        yield Problem(
            "code",
            message(
                "The code needs 1 to 40 capital letters without marks, digits and . _ -, a letter"
                " or digit first."
            ),
        )


def check_agency(code: str, profile: AgencyProfile) -> Iterator[Problem]:
    """Yield what is wrong with an agency by itself."""
    if not profile.name.strip():
        yield Problem("name", message("The agency needs a name."))
    first, last = profile.valid_from, profile.valid_to
    if first and last and last < first:
        yield Problem("valid_to", message("The last day comes before the first."))
    if profile.successors and last is None:
        yield Problem("valid_to", message("An agency with a successor has a last day."))
    if code in profile.successors:
        yield Problem("successors", message("An agency cannot follow itself."))

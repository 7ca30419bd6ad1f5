"""References to administrative units, which have dates: `level:CODE@DATE`."""

import re
from dataclasses import dataclass
from datetime import date

from geoapp.domain.choices import LEVELS, codes
from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.domain.months import parse_date

_REF = re.compile(r"(?:(?P<level>[a-z]+):)?(?P<code>[0-9A-Za-z._-]{1,20})(?:@(?P<on>.+))?")


@dataclass(frozen=True)
class AreaRef:
    """A unit as an address names it; without a date it is the one in force, else the last."""

    code: str
    level: str | None = None
    on: date | None = None

    def __str__(self) -> str:
        level = f"{self.level}:" if self.level else ""
        return f"{level}{self.code}" + (f"@{self.on.isoformat()}" if self.on else "")


def parse_area_ref(text: str, name: str = "area") -> AreaRef:
    """Read `CODE`, `CODE@DATE` or `level:CODE@DATE`; `name` is the parameter it came in."""
    found = _REF.fullmatch(text.strip())
    if not found or found["level"] not in (None, *codes(LEVELS)):
        raise BadParameter(
            name, expected=message("CODE, CODE@YYYY-MM-DD or level:CODE@YYYY-MM-DD"), got=text
        )
    on = parse_date(name, found["on"]) if found["on"] else None
    return AreaRef(found["code"], found["level"], on)

"""What is wrong with a row of an upload: errors refuse the row, warnings are noted."""

from typing import Literal

from msgspec import Struct

from geoapp.domain.messages import Message

Severity = Literal["error", "warning"]
Place = tuple[float, float]


class Issue(Struct, frozen=True, omit_defaults=True):
    """One problem of one row; without a row it is the file's, without a field the row's.

    `row` is the number a person finds it by: the feature, the line of a CSV file, the row of
    a sheet. `place` is where the fault lies: lon, lat; in the file's own coordinates until
    the row has been checked.
    """

    row: int | None
    code: str
    severity: Severity
    message: Message
    field: str | None = None
    project: str | None = None
    expected: Message | None = None
    place: Place | None = None

    @property
    def is_error(self) -> bool:
        """Tell whether the row is refused."""
        return self.severity == "error"

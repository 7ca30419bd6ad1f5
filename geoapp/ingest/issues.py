"""What is wrong with a row of an upload: errors refuse the row, warnings are noted."""

from typing import Any, Literal

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


def plain_message(said: Message) -> dict[str, Any]:
    """Return text and values as JSON can hold them."""
    values = {name: _plain_value(value) for name, value in said.values.items()}
    return {"text": said.text, "values": values} if values else {"text": said.text}


def _plain_value(value: object) -> object:
    if isinstance(value, Message):
        return plain_message(value)
    return value if isinstance(value, str | int | float) or value is None else str(value)


def read_message(plain: dict[str, Any]) -> Message:
    """Return the message that `plain_message` wrote."""
    values = plain.get("values", {})
    return Message(
        plain["text"],
        {
            name: read_message(value) if isinstance(value, dict) else value
            for name, value in values.items()
        },
    )


def plain_issue(issue: Issue) -> dict[str, Any]:
    """Return the issue as JSON can hold it; what is not known is left out."""
    plain = {name: getattr(issue, name) for name in issue.__struct_fields__}
    for name in ("message", "expected"):
        if plain[name] is not None:
            plain[name] = plain_message(plain[name])
    return {name: value for name, value in plain.items() if value is not None}


def read_issue(plain: dict[str, Any]) -> Issue:
    """Return the issue that `plain_issue` wrote."""
    wanted = dict(plain, message=read_message(plain["message"]))
    if "expected" in plain:
        wanted["expected"] = read_message(plain["expected"])
    if "place" in plain:
        wanted["place"] = tuple(plain["place"])
    return Issue(**({"row": None} | wanted))

"""Values of the upload pipeline as JSON for a database, and back."""

from typing import TypeVar

import msgspec

from geoapp.domain.messages import Message

S = TypeVar("S", bound=msgspec.Struct)
MESSAGE_KEYS = {"text", "values"}


def to_json(value: object) -> bytes:
    """Write structs, messages, lists of them; WKB becomes base64."""
    return msgspec.json.encode(value)


def from_json(kind: type[S], raw: bytes | str) -> S:
    """Read a struct that `to_json` wrote."""
    return revived(msgspec.json.decode(raw, type=kind))


def revived(struct: S) -> S:
    """Return the struct with messages inside messages, which JSON tells as plain objects."""
    for name in struct.__struct_fields__:
        value = getattr(struct, name)
        again = _revive(value)
        if again is not value:
            msgspec.structs.force_setattr(struct, name, again)
    return struct


def _revive(value: object) -> object:
    if isinstance(value, Message):
        return Message(value.text, {key: _revive_nested(one) for key, one in value.values.items()})
    if isinstance(value, msgspec.Struct):
        return revived(value)
    if isinstance(value, list):
        return [_revive(one) for one in value]
    if isinstance(value, dict):
        return {key: _revive(one) for key, one in value.items()}
    return value


def _revive_nested(value: object) -> object:
    if isinstance(value, dict) and value.keys() == MESSAGE_KEYS:
        return _revive(Message(value["text"], value["values"]))
    return value

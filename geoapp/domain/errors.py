"""The tree of errors; each says what was expected, what came, and where.

GeoappError
├── BadParameter        400  a parameter of the address
├── NotFound            404
├── Forbidden           403
├── Conflict            409
├── PreconditionFailed  412  somebody changed it in between
├── TooManyFeatures     413
├── BadFile                  an input file of the shell (layers, outlines, archives)
└── DatabaseUnavailable 503
"""

from geoapp.domain.messages import Message, message


class GeoappError(Exception):
    """Base of all errors that are meant for the person who can act on them."""

    def __init__(self, detail: Message) -> None:
        super().__init__(str(detail))
        self.detail = detail


class BadParameter(GeoappError):
    """A parameter of an address that cannot be read or names nothing known."""

    def __init__(self, name: str, *, expected: Message, got: str) -> None:
        super().__init__(
            message(
                "{name}: expected {expected}, got “{got}”.",
                name=name,
                expected=expected,
                got=got[:200],
            )
        )
        self.name, self.expected, self.got = name, expected, got


class NotFound(GeoappError):
    """What was asked for does not exist or may not be seen; both answer alike."""


class Forbidden(GeoappError):
    """The person is known and may not do this."""


class Conflict(GeoappError):
    """The state of the data does not allow this now."""


class PreconditionFailed(GeoappError):
    """Somebody else changed it since the editor looked."""


class TooManyFeatures(GeoappError):
    """The answer would be larger than the service gives at once."""


class BadFile(GeoappError):
    """An input file that cannot be used, with the place and the reason."""


class DatabaseUnavailable(GeoappError):
    """The database does not answer; nothing was stored."""

"""The tree of errors; each says what was expected, what came, and where.

GeoappError
├── BadParameter        400  a parameter of the address
├── NotSignedIn         401
├── NotFound            404
├── Forbidden           403
├── Conflict            409
├── Gone                410  it was here for a set time
├── PreconditionFailed  412  somebody changed it in between
├── TooManyFeatures     413
├── BadForm             422  what somebody filled in
├── BadFile                  an input file of the shell (layers, outlines, archives)
├── DatabaseUnavailable 503
└── Busy                503  too much is asked for at the same time
    └── Queued          503  and this is one's place in the line
"""

from collections.abc import Sequence
from dataclasses import dataclass

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


class NotSignedIn(GeoappError):
    """Somebody must sign in first, or sent a token that is worth nothing."""

    def __init__(self, detail: Message | None = None) -> None:
        super().__init__(detail or message("Sign in first."))


class NotFound(GeoappError):
    """What was asked for does not exist or may not be seen; both answer alike."""


class Forbidden(GeoappError):
    """The person is known and may not do this."""


class Conflict(GeoappError):
    """The state of the data does not allow this now."""


class Gone(GeoappError):
    """It was here for a set time, which is over."""


class PreconditionFailed(GeoappError):
    """Somebody else changed it since the editor looked."""


class TooManyFeatures(GeoappError):
    """The answer would be larger than the service gives at once."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of a form; `field` is its name in the form."""

    field: str
    sentence: Message


class BadForm(GeoappError):
    """A form that cannot be accepted, with everything that is wrong with it at once."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(_joined(problems))
        self.problems = tuple(problems)


def _joined(problems: Sequence[Problem]) -> Message:
    if len(problems) == 1:
        return problems[0].sentence
    return message("{first} {rest}", first=problems[0].sentence, rest=_joined(problems[1:]))


class BadFile(GeoappError):
    """An input file that cannot be used, with the place and the reason."""


class DatabaseUnavailable(GeoappError):
    """The database does not answer; nothing was stored."""


class Busy(GeoappError):
    """So much is asked for at the same time that this must be asked for again later."""


class Queued(Busy):
    """One stands in line: at which place, the first being 1, and for about how many seconds.

    `again_s` is when to come again, `ticket` what to bring along to keep the place.
    """

    def __init__(self, place: int, seconds: int, again_s: int, ticket: str) -> None:
        super().__init__(
            message(
                "Place {place} in the line of those who wait for a file; about {seconds} s.",
                place=place,
                seconds=seconds,
            )
        )
        self.place, self.seconds, self.again_s, self.ticket = place, seconds, again_s, ticket

"""What a check yields: a problem by its place in the batch, not yet by its row."""

from typing import NamedTuple

from geoapp.domain.messages import Message
from geoapp.ingest.issues import Place, Severity


class Found(NamedTuple):
    """One problem at a place of the batch."""

    place: int
    code: str
    severity: Severity
    message: Message
    field: str | None = None
    expected: Message | None = None
    spot: Place | None = None

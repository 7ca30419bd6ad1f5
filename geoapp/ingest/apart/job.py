"""What a reading process is told, and what it answers."""

from dataclasses import dataclass

from msgspec import Struct

from geoapp.domain.messages import Message
from geoapp.ingest.crs import Crs
from geoapp.ingest.kinds import FileKind
from geoapp.ingest.limits import Limits


class Job(Struct, frozen=True):
    """Read `path` into the raw table at `table`; `scratch` is a folder of its own."""

    kind: FileKind
    path: str
    table: str
    scratch: str
    limits: Limits


class Stated(Struct, frozen=True):
    """The system a file states: as it is known here, and in the file's own words."""

    crs: Crs | None = None
    words: str | None = None


@dataclass(frozen=True)
class Refused:
    """The file as a whole cannot be used."""

    code: str
    message: Message
    limit: str | None = None


class Answer(Struct, frozen=True, omit_defaults=True):
    """A line from the reading process: progress, or at the end one of the others."""

    done: int | None = None
    all: int | None = None
    stated: Stated | None = None
    refused: Refused | None = None

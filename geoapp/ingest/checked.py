"""What checking and comparing make of each row; to be stored as JSON and WKB."""

from typing import Literal

from msgspec import Struct

from geoapp.domain.messages import Message
from geoapp.ingest.issues import Issue

Action = Literal["added", "changed", "unchanged", "refused"]
Value = None | bool | int | float | str | list[str]


class FieldChange(Struct, frozen=True):
    """A field before and after."""

    field: str
    old: Value
    new: Value


class GeometryChange(Struct, frozen=True):
    """How far apart a geometry is before and after.

    `moved_m` is the largest distance of one outline from the other, of the symbols where the
    kinds differ. Percentages are of the old area or length, None for other kinds.
    """

    moved_m: float
    area_percent: float | None = None
    length_percent: float | None = None


class Candidate(Struct, frozen=True):
    """A known project that a row may mean; `likeness` of the names is between 0 and 1."""

    code: str
    name: str
    likeness: float
    distance_m: float | None


class Repair(Struct, frozen=True):
    """An invalid geometry made valid, and what that changes."""

    geometry: bytes
    message: Message


class CheckedRow(Struct, omit_defaults=True):
    """A row of the file; `values` and `geometry` are what would be written, and nothing else.

    For a changed project these are the changed fields alone. `geometry` is WKB in EPSG:4326,
    None where it stays as it is. `known_revision` is the project's last revision now,
    `seen_revision` the one the file was made from, where it says so.
    """

    row: int
    code: str | None
    action: Action
    name: str | None = None
    values: dict[str, Value] = {}
    changes: list[FieldChange] = []
    geometry: bytes | None = None
    geometry_change: GeometryChange | None = None
    known_revision: int | None = None
    seen_revision: int | None = None
    candidates: list[Candidate] = []
    repair: Repair | None = None


class CheckedBatch(Struct):
    """Rows in the order of the file, and all that is wrong with them."""

    rows: list[CheckedRow]
    issues: list[Issue]


class Summary(Struct):
    """The whole file: rows by action, codes the file lacks, rows by issue."""

    actions: dict[Action, int]
    missing: list[str]
    errors: dict[str, int]
    warnings: dict[str, int]

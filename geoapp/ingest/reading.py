"""Stage one of an upload: a file into a raw table, and what it seems to be, with the reasons."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from shapely.geometry.base import BaseGeometry

from geoapp.domain.messages import Message, message
from geoapp.ingest.apart.job import Job, Stated
from geoapp.ingest.apart.running import read_apart
from geoapp.ingest.choices import Choices
from geoapp.ingest.column_samples import sample_columns, texts_of
from geoapp.ingest.columns import ColumnProposal, propose_columns
from geoapp.ingest.crs import parse_crs_name
from geoapp.ingest.fields import Target
from geoapp.ingest.geojson.reading import read_geojson, read_geojson_lines
from geoapp.ingest.issues import Issue
from geoapp.ingest.kinds import FileKind, detect_kind
from geoapp.ingest.limits import Limits
from geoapp.ingest.old_encodings import EncodingProposal, propose_encoding, read_as
from geoapp.ingest.position_samples import FindPlaces, sample_positions
from geoapp.ingest.positions import PositionProposal, propose_positions
from geoapp.ingest.raw_table import RawTable, RawTableWriter
from geoapp.ingest.sheets.csv_rows import read_csv_rows
from geoapp.ingest.sheets.rows import write_rows
from geoapp.ingest.text_forms import find_form, form_reason, utf8_copy
from geoapp.ingest.values.agencies import Agencies, KnownAgency

Progress = Callable[[int, int | None], None]
READ_HERE = (FileKind.GEOJSON, FileKind.GEOJSON_LINES, FileKind.CSV)


@dataclass(frozen=True)
class Surroundings:
    """What is known before a file comes; all of it plain values.

    `province` in EPSG:4326. `find_places` returns lon, lat of the projects' symbols by code,
    leaving out codes that nobody has and projects without a place.
    `remembered` is what this agency's columns meant last time. `usual_systems` are the EPSG
    codes that the province's planners use.
    """

    province: BaseGeometry
    agencies: Sequence[KnownAgency] = ()
    find_places: FindPlaces = lambda _codes: {}
    remembered: Mapping[str, Target] = field(default_factory=dict)
    usual_systems: Sequence[int] = ()


class FileFacts(Struct, frozen=True):
    """What the file says of itself; `codec` is empty for kinds that are no plain text."""

    kind: FileKind
    codec: str
    codec_reason: Message | None
    stated: Stated


class Reading(Struct, frozen=True):
    """What was read and what is proposed; to be shown, corrected and stored as JSON."""

    facts: FileFacts
    rows: int
    has_positions: bool
    encoding: EncodingProposal | None
    columns: list[ColumnProposal]
    positions: list[PositionProposal]
    notes: list[Issue]
    errors: dict[str, int]
    warnings: dict[str, int]


def read_upload(
    path: Path, table_path: Path, surroundings: Surroundings, limits: Limits, progress: Progress
) -> Reading:
    """Write the raw table and return what the file seems to be; raises `UploadRefused`.

    `progress(done, all)` is told the rows; `all` is None where it is not known.
    """
    kind = detect_kind(path, limits)
    with TemporaryDirectory(dir=table_path.parent, prefix="reading-") as scratch:
        facts = _write_table(path, kind, table_path, Path(scratch), limits, progress)
    with RawTable(table_path) as table:
        return propose(table, facts, surroundings, limits)


def propose(
    table: RawTable, facts: FileFacts, surroundings: Surroundings, limits: Limits
) -> Reading:
    """Return what a raw table seems to be."""
    samples = sample_columns(table)
    encoding = propose_encoding(texts_of(samples))
    old = encoding.encoding if encoding else None
    titles = {one.name: read_as(one.name, old) for one in samples}
    agencies = Agencies(surroundings.agencies)
    columns = propose_columns(samples, titles, surroundings.remembered, agencies)
    chosen = {one.name: one.target for one in columns if one.target}
    positions, has_positions = propose_frames(table, chosen, facts.stated, surroundings, limits)
    issues = [issue for batch in table.issues() for issue in batch]
    return Reading(
        facts=facts,
        rows=table.rows,
        has_positions=has_positions,
        encoding=encoding,
        columns=columns,
        positions=positions,
        notes=[issue for issue in issues if issue.row is None] + _unknown_system(facts.stated),
        errors=dict(Counter(issue.code for issue in issues if issue.is_error)),
        warnings=dict(Counter(issue.code for issue in issues if not issue.is_error)),
    )


def propose_frames(
    table: RawTable,
    columns: Mapping[str, Target],
    stated: Stated,
    surroundings: Surroundings,
    limits: Limits,
) -> tuple[list[PositionProposal], bool]:
    """Return ways to read the positions of these columns, and whether there are positions.

    To be asked again when a planner says that other columns are code or coordinates.
    """
    sample = sample_positions(table, columns, surroundings.find_places, limits)
    proposals = propose_positions(
        sample, stated.crs, surroundings.province, surroundings.usual_systems
    )
    return proposals, len(sample.xy) > 0


def proposed_choices(reading: Reading, today: date) -> Choices | None:
    """Return the proposals as choices where nobody needs to be asked, else None."""
    columns = {one.name: one.target for one in reading.columns if one.target}
    first = reading.positions[0] if reading.positions else None
    placed = not reading.has_positions or (first is not None and first.certain)
    if not placed or not all(one.is_certain for one in reading.columns):
        return None
    return Choices(
        columns=columns,
        frame=first.frame if first else None,
        today=today,
        encoding=reading.encoding.encoding if reading.encoding else None,
    )


def _write_table(
    path: Path, kind: FileKind, table_path: Path, scratch: Path, limits: Limits, progress: Progress
) -> FileFacts:
    if kind not in READ_HERE:
        job = Job(kind, str(path), str(table_path), str(scratch), limits)
        return FileFacts(kind, "", None, read_apart(job, progress))
    form = find_form(path)
    source, skip = path, form.skip
    if not form.is_utf8:
        source, skip = scratch / "utf8", 0
        utf8_copy(path, form, source)
    with RawTableWriter(table_path, limits) as table:
        stated = _read_text(source, kind, skip, table, limits, progress)
    return FileFacts(kind, form.codec, form_reason(form), stated)


def _read_text(
    path: Path, kind: FileKind, skip: int, table: RawTableWriter, limits: Limits, progress: Progress
) -> Stated:
    if kind == FileKind.GEOJSON:
        words = read_geojson(path, skip, table, limits, progress)
        return Stated(parse_crs_name(words) if words else None, words)
    if kind == FileKind.GEOJSON_LINES:
        read_geojson_lines(path, skip, table, limits, progress)
    else:
        write_rows(read_csv_rows(path, skip), table, limits, progress)
    return Stated()


def _unknown_system(stated: Stated) -> list[Issue]:
    if stated.crs or not stated.words:
        return []
    said = message("The file names a coordinate system that is not known here: {name}.",
                   name=stated.words[:80])  # fmt: skip
    return [Issue(None, "unknown_system", "warning", said)]

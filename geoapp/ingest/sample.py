"""The files under data/geo, read strictly into plain values."""

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec
from shapely.geometry.base import BaseGeometry

from geoapp.domain.errors import BadFile
from geoapp.domain.messages import message
from geoapp.ingest.geometry import Geometry, to_shapely
from geoapp.ingest.sample_files import (
    Agency,
    AgencyFile,
    CommuneFile,
    Document,
    DocumentFile,
    Invention,
    InventionFile,
    Project,
    ProjectFile,
    Unit,
    UnitFile,
)
from geoapp.ingest.sample_following import Followed, FollowedFile
from geoapp.ingest.sample_targets import (
    InventedTargetFile,
    Programme,
    ProgrammeFile,
    StatedFile,
    StatedList,
)

FOLDER = Path(__file__).resolve().parents[2] / "data" / "geo"
T = TypeVar("T")


@dataclass(frozen=True)
class Sample:
    """All that the files hold; geometries are valid, in EPSG:4326; units carry their source."""

    projects: tuple[tuple[Project, BaseGeometry | None], ...]
    units: tuple[tuple[Unit, BaseGeometry | None, str], ...]
    agencies: tuple[Agency, ...]
    documents: tuple[Document, ...]
    inventions: dict[str, Invention]
    followed: dict[str, Followed]
    programmes: tuple[Programme, ...]
    stated_lists: tuple[StatedList, ...]
    invented_targets: InventedTargetFile


def read_sample(folder: Path = FOLDER) -> Sample:
    """Read the folder; raises `BadFile` naming the file, the place and the reason."""
    projects = _read(folder / "projects.geojson", ProjectFile).features
    outlines = _read(folder / "areas.geojson", UnitFile)
    communes = _read(folder / "areas-without-outline.json", CommuneFile)
    inventions = _read(folder / "illustrative.json", InventionFile).projects
    followed = _read(folder / "illustrative-following.json", FollowedFile).projects
    return Sample(
        projects=tuple((one.properties, _place(one.properties, one.geometry)) for one in projects),
        units=(
            *(
                (one.properties, _place(one.properties, one.geometry), outlines.attribution)
                for one in outlines.features
            ),
            *((commune, None, communes.attribution) for commune in communes.areas),
        ),
        agencies=tuple(_read(folder / "agencies.json", AgencyFile).agencies),
        documents=tuple(_read(folder / "documents.json", DocumentFile).documents),
        inventions={invention.code: invention for invention in inventions},
        followed={one.code: one for one in followed},
        programmes=tuple(_read(folder / "programmes.json", ProgrammeFile).programmes),
        stated_lists=tuple(_read(folder / "targets.json", StatedFile).lists),
        invented_targets=_read(folder / "illustrative-targets.json", InventedTargetFile),
    )


def _read(path: Path, wanted: type[T]) -> T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=wanted)
    except (OSError, msgspec.DecodeError) as problem:
        reason = str(problem)
        raise BadFile(message("{file}: {reason}", file=path.name, reason=reason)) from problem


def _place(what: Project | Unit, geometry: Geometry | None) -> BaseGeometry | None:
    try:
        return None if geometry is None else to_shapely(geometry)
    except ValueError as problem:
        place = f"{what.code} {what.name}"
        raise BadFile(message("{file}: {reason}", file=place, reason=str(problem))) from problem

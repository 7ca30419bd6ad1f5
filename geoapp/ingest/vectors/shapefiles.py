"""The parts of a zipped Shapefile, unpacked under names of our own."""

from pathlib import Path, PurePosixPath
from typing import Final

from geoapp.domain.messages import message
from geoapp.ingest.issues import Issue
from geoapp.ingest.limits import Limits
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.zip_archives import member_names, open_archive, unpack_member

NEEDED: Final = (".shp", ".shx", ".dbf")
WANTED: Final = (*NEEDED, ".prj")


def unpack_shapefile(path: Path, folder: Path, limits: Limits) -> tuple[Path, list[Issue]]:
    """Unpack the first Shapefile of the archive; returns its .shp and what was left out."""
    with open_archive(path, limits) as archive:
        members = {PurePosixPath(name.lower()): name for name in member_names(archive)}
        stems = [one.with_suffix("") for one in members if one.suffix == ".shp"]
        stem = stems[0]
        missing = [ending for ending in NEEDED if stem.with_suffix(ending) not in members]
        if missing:
            raise UploadRefused(
                "shapefile_parts",
                message("The Shapefile “{name}” lacks its parts {missing}.", name=stem.name,
                        missing=", ".join(missing)),
            )  # fmt: skip
        for ending in WANTED:
            if member := members.get(stem.with_suffix(ending)):
                unpack_member(archive, member, folder / f"layer{ending}", limits)
    others = [other.name for other in stems[1:]]
    return folder / "layer.shp", [_only_one(stem.name, others)] if others else []


def _only_one(name: str, others: list[str]) -> Issue:
    said = message(
        "Only the layer “{name}” was read; the file also has: {others}.",
        name=name[:60], others=", ".join(others)[:200],
    )  # fmt: skip
    return Issue(None, "one_layer", "warning", said)

"""The reading process: one job from the command line, answers line by line on standard output."""

import os
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

from geoapp.domain.messages import message
from geoapp.ingest.apart.confinement import confine
from geoapp.ingest.apart.job import Answer, Job, Refused, Stated
from geoapp.ingest.crs import DEGREES, Crs
from geoapp.ingest.issues import Issue
from geoapp.ingest.kinds import FileKind
from geoapp.ingest.limits import over_limit
from geoapp.ingest.raw_table import RawTableWriter
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.stored import from_json, to_json

DRIVERS: Final = {FileKind.GPKG: "GPKG", FileKind.SHAPEFILE: "ESRI Shapefile"}


def main(arguments: list[str]) -> None:
    """Read one job and answer; whatever happens, an answer is the last line."""
    job = from_json(Job, arguments[1])
    if driver := DRIVERS.get(job.kind):
        _register_only(driver, arguments)
    confine(job.limits.memory_bytes, job.limits.seconds)
    _say(_answer(job))


def _answer(job: Job) -> Answer:
    try:
        return Answer(stated=_read(job))
    except UploadRefused as problem:
        refused = problem
    except MemoryError:
        refused = over_limit(job.limits, "memory_bytes")
    except RuntimeError:
        # What GDAL says of a broken file is meant for programmers.
        refused = UploadRefused(
            "unreadable", message("The file is damaged or not what it seems; it cannot be read.")
        )
    return Answer(refused=Refused(refused.code, refused.detail, refused.limit))


def _register_only(driver: str, arguments: list[str]) -> None:
    """Start again with every other GDAL driver switched off, before anything is opened."""
    # pyogrio would import them when it finds them; reading needs none, and they double the start.
    sys.modules.update(dict.fromkeys(("geopandas", "pandas", "pyarrow")))  # type: ignore[arg-type]
    import pyogrio

    others = set(pyogrio.list_drivers()) - {driver}
    if others:
        environment = {**os.environ, "GDAL_SKIP": ",".join(sorted(others))}
        program = [sys.executable, "-I", "-m", "geoapp.ingest.apart.child", *arguments[1:]]
        os.execve(sys.executable, program, environment)  # noqa: S606  ourselves, again


def _read(job: Job) -> Stated:
    with RawTableWriter(Path(job.table), job.limits) as table:
        if job.kind == FileKind.XLSX:
            return _read_workbook(job, table)
        if job.kind in (FileKind.KML, FileKind.KMZ):
            return _read_kml(job, table)
        return _read_layer(job, table)


def _read_workbook(job: Job, table: RawTableWriter) -> Stated:
    from geoapp.ingest.sheets.rows import write_rows
    from geoapp.ingest.sheets.xlsx_rows import read_xlsx_rows

    with closing(read_xlsx_rows(Path(job.path), job.limits)) as rows:
        write_rows(rows, table, job.limits, _say_progress)
    return Stated()


def _read_kml(job: Job, table: RawTableWriter) -> Stated:
    from geoapp.ingest.vectors.kml import read_kml
    from geoapp.ingest.vectors.kml_files import open_kml

    with open_kml(Path(job.path), job.kind, job.limits) as pieces:
        read_kml(pieces, table, job.limits, _say_progress)
    return Stated(Crs(DEGREES), "KML")


def _read_layer(job: Job, table: RawTableWriter) -> Stated:
    from geoapp.ingest.vectors.layers import read_layer
    from geoapp.ingest.vectors.shapefiles import unpack_shapefile
    from geoapp.ingest.vectors.wkt_systems import read_system

    path, as_bytes = Path(job.path), job.kind == FileKind.SHAPEFILE
    notes: list[Issue] = []
    if as_bytes:
        path, notes = unpack_shapefile(path, Path(job.scratch), job.limits)
    words = read_layer(path, table, job.limits, _say_progress, notes=notes, as_bytes=as_bytes)
    return Stated(read_system(words), words[:200] if words else None)


def _say_progress(done: int, total: int | None) -> None:
    _say(Answer(done=done, all=total))


def _say(answer: Answer) -> None:
    sys.stdout.buffer.write(to_json(answer) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv)

"""What kind of file an upload is: told by its content, never by its name."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Final

from geoapp.domain.messages import Message, message
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.text_forms import blank_until, read_start
from geoapp.ingest.zip_archives import member_names, open_archive

HEAD_BYTES: Final = 1 << 16


class FileKind(StrEnum):
    """Kinds that can be read."""

    GEOJSON = "geojson"
    GEOJSON_LINES = "geojson-lines"
    GPKG = "gpkg"
    KML = "kml"
    KMZ = "kmz"
    SHAPEFILE = "shapefile-zip"
    CSV = "csv"
    XLSX = "xlsx"


LABELS: Final = {
    FileKind.GEOJSON: "GeoJSON",
    FileKind.GEOJSON_LINES: "GeoJSON (newline-delimited)",
    FileKind.GPKG: "GeoPackage",
    FileKind.KML: "KML",
    FileKind.KMZ: "KMZ",
    FileKind.SHAPEFILE: "Shapefile (.zip)",
    FileKind.CSV: "CSV",
    FileKind.XLSX: "Excel (.xlsx)",
}
SIGNATURES: Final = (
    (b"\x89PNG", message("an image (PNG)")),
    (b"\xff\xd8\xff", message("an image (JPEG)")),
    (b"GIF8", message("an image (GIF)")),
    (b"II*\x00", message("an image (TIFF)")),
    (b"MM\x00*", message("an image (TIFF)")),
    (b"RIFF", message("an image or a recording (RIFF)")),
    (b"%PDF", message("a PDF document")),
    (b"\xd0\xcf\x11\xe0", message("an old Office file (.xls, .doc); save it as .xlsx")),
    (b"\x1f\x8b", message("a gzip archive; unpack it first")),
    (b"7z\xbc\xaf", message("a 7z archive; pack it as .zip")),
    (b"Rar!", message("a RAR archive; pack it as .zip")),
    (b"BZh", message("a bzip2 archive; unpack it first")),
    (b"\xfd7zXZ", message("an xz archive; unpack it first")),
    (b"\x28\xb5\x2f\xfd", message("a zstd archive; unpack it first")),
    (b"\x7fELF", message("a program")),
    (b"MZ\x90\x00", message("a program")),
    (b"fgb\x03", message("FlatGeobuf; save it as GeoPackage or GeoJSON")),
    (b"\x00\x00\x27\x0a", message("a part of a Shapefile; send all its parts in one .zip")),
)
SQLITE: Final = b"SQLite format 3\x00"
GPKG_MARKS: Final = (b"GPKG", b"GP10", b"GP11")
XML_ROOT: Final = re.compile(r"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
XML_ASIDE: Final = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>", re.DOTALL)
XML_WORDS: Final = {
    "ogrvrtdatasource": message("a GDAL virtual file (VRT), which only points at other files"),
    "html": message("a web page (HTML)"),
    "svg": message("a drawing (SVG)"),
    "gpx": message("GPX; save it as GeoJSON or GeoPackage"),
    "featurecollection": message("GML; save it as GeoJSON or GeoPackage"),
}
JSON_TYPE: Final = re.compile(r'"type"\s*:\s*"(Topology)"')
FIRST_LINE_IS_FEATURE: Final = re.compile(r'^\{.*"type"\s*:\s*"Feature"', re.DOTALL)
FEATURE_FIRST: Final = re.compile(r'\{\s*"type"\s*:\s*"Feature"\s*[,}]')
RECORD_SEPARATOR: Final = "\x1e"


def detect_kind(path: Path, limits: Limits) -> FileKind:
    """Return the kind of a file, or raise `UploadRefused` with what it looks like."""
    size = path.stat().st_size
    if size == 0:
        raise _empty()
    if size > limits.file_bytes:
        raise over_limit(limits, "file_bytes")
    with path.open("rb") as source:
        head = source.read(HEAD_BYTES)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path, limits)
    if head.startswith(SQLITE):
        return _kind_of_sqlite(head)
    for mark, words in SIGNATURES:
        if head.startswith(mark):
            raise looks_like(words)
    return _kind_of_text(path)


def looks_like(words: Message) -> UploadRefused:
    """Return the refusal of a file that is something else."""
    return UploadRefused(
        "wrong_kind",
        message(
            "The content is {kind}. Expected one of: {kinds}.",
            kind=words,
            kinds=", ".join(LABELS.values()),
        ),
    )


def _empty() -> UploadRefused:
    return UploadRefused("empty_file", message("The file is empty."))


def _kind_of_zip(path: Path, limits: Limits) -> FileKind:
    with open_archive(path, limits) as archive:
        names = [name.lower() for name in member_names(archive)]
    if "[content_types].xml" in names:
        if "xl/workbook.xml" in names:
            return FileKind.XLSX
        raise looks_like(message("an Office document that is no .xlsx"))
    endings = {name.rpartition(".")[2] for name in names}
    if "shp" in endings:
        return FileKind.SHAPEFILE
    if "kml" in endings:
        return FileKind.KMZ
    raise looks_like(
        message("an archive with {names}", names=", ".join(sorted(names)[:5])[:200] or "–")
    )


def _kind_of_sqlite(head: bytes) -> FileKind:
    # application_id of the file header, GeoPackage clause 1.1.1.1.1
    if head[68:72] in GPKG_MARKS:
        return FileKind.GPKG
    raise looks_like(message("an SQLite database that is no GeoPackage"))


def _kind_of_text(path: Path) -> FileKind:
    start = read_start(path, HEAD_BYTES)
    if start is None:
        raise looks_like(message("binary data of an unknown kind"))
    text = start.text.lstrip()
    if not text and blank_until(path, start.form) is None:
        raise UploadRefused("empty_file", message("The file holds nothing but blanks."))
    if text.startswith("<"):
        return _kind_of_xml(text)
    if text.startswith(RECORD_SEPARATOR):
        return FileKind.GEOJSON_LINES
    if text.startswith(("{", "[")) or not text:
        return _kind_of_json(text)
    if _is_table(text):
        return FileKind.CSV
    raise looks_like(message("text that is neither JSON nor a table"))


def _kind_of_xml(text: str) -> FileKind:
    if re.match(r"<!DOCTYPE\s+html", text, re.IGNORECASE):
        raise looks_like(XML_WORDS["html"])
    root = XML_ROOT.search(XML_ASIDE.sub("", text))
    name = root[1] if root else ""
    if name.lower() == "kml":
        return FileKind.KML
    raise looks_like(XML_WORDS.get(name.lower(), message("XML, {name}", name=name[:40] or "–")))


def _kind_of_json(text: str) -> FileKind:
    if JSON_TYPE.search(text):
        raise looks_like(message("TopoJSON; save it as GeoJSON"))
    first, line_end, rest = text.partition("\n")
    alone = line_end and rest.lstrip().startswith("{") and first.rstrip().endswith("}")
    if alone and FIRST_LINE_IS_FEATURE.match(first):
        return FileKind.GEOJSON_LINES
    # A line longer than what was looked at; read by line, one feature alone is no exception.
    if not line_end and len(text) > HEAD_BYTES // 2 and FEATURE_FIRST.match(text):
        return FileKind.GEOJSON_LINES
    return FileKind.GEOJSON


def _is_table(text: str) -> bool:
    first = text.partition("\n")[0]
    return "\x00" not in text and any(mark in first for mark in ",;\t|")

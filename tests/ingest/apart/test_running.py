"""Other formats are read apart; however the reading ends, the answer is a table or a reason."""

import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely

from geoapp.ingest.apart.job import Job
from geoapp.ingest.apart.running import ENVIRONMENT, read_apart
from geoapp.ingest.crs import Crs
from geoapp.ingest.kinds import FileKind, detect_kind
from geoapp.ingest.limits import Limits
from geoapp.ingest.raw_table import RawTable
from geoapp.ingest.refusals import UploadRefused
from tests.ingest.sheets.workbooks import row, write_workbook
from tests.ingest.upload_files import write, zip_claiming_less, zipped

POINTS = shapely.to_wkb(np.array([shapely.Point(561689, 1821650), shapely.Point(1, 2)]))
NAMES = np.array(["Cảng", "Cầu"], dtype=object)
PLACEMARK = "<Placemark><name>A</name>{}</Placemark>"
POINT = "<Point><coordinates>1,2</coordinates></Point>"
LINE = "<LineString><coordinates>1,2 3,4</coordinates></LineString>"
RING = (
    "<Polygon><outerBoundaryIs><LinearRing><coordinates>{}</coordinates></LinearRing>"
    "</outerBoundaryIs></Polygon>"
)
KML = '<kml xmlns="http://www.opengis.net/kml/2.2"><Document>{}</Document></kml>'


def read(path: Path, limits: Limits | None = None, kind: FileKind | None = None):
    """Return what the file states and its first batch."""
    limits = limits or Limits()
    folder = path.parent
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    job = Job(
        kind or detect_kind(path, limits), str(path), str(folder / "table"), str(scratch), limits
    )
    stated = read_apart(job, lambda _done, _all: None)
    with RawTable(folder / "table") as table:
        return stated, next(table.batches())


def refusal(path: Path, limits: Limits | None = None, kind: FileKind | None = None):
    with pytest.raises(UploadRefused) as refused:
        read(path, limits, kind)
    assert not (path.parent / "table").exists()
    return refused.value


def gpkg(folder: Path, geometry=POINTS, crs="EPSG:9214", layer="a", kind="Point") -> Path:
    path = folder / "upload.gpkg"
    pyogrio.raw.write(
        path, geometry=geometry, field_data=[NAMES, np.array([1.0, np.nan])], fields=["tên", "n"],
        geometry_type=kind, crs=crs, driver="GPKG", layer=layer, append=path.exists(),
    )  # fmt: skip
    return Path(shutil.copy(path, folder / "upload"))


def shapefile(folder: Path, crs="EPSG:9214", name="dự án") -> dict[str, bytes]:
    source = folder / "source"
    source.mkdir()
    pyogrio.raw.write(
        source / f"{name}.shp", geometry=POINTS, field_data=[NAMES], fields=["TEN"],
        geometry_type="Point", crs=crs, driver="ESRI Shapefile", encoding="UTF-8",
    )  # fmt: skip
    return {path.name: path.read_bytes() for path in source.iterdir()}


def test_a_geopackage_is_read(tmp_path):
    stated, batch = read(gpkg(tmp_path))
    assert stated.crs == Crs(9214)
    assert batch.cells == {"tên": ["Cảng", "Cầu"], "n": [1, None]}
    assert batch.geometry == POINTS.tolist()


def test_the_first_layer_with_geometries_is_read_and_the_others_are_named(tmp_path):
    gpkg(tmp_path)
    _, batch = read(gpkg(tmp_path, layer="b"))
    assert "also has: b" in str(batch.issues[0].message)


def test_heights_and_broken_geometries_of_a_geopackage_are_told(tmp_path):
    line = shapely.LineString([(1, 2, 3), (4, 5, 6)])
    mixed = shapely.GeometryCollection([shapely.Point(1, 2), line])
    raw = shapely.to_wkb(np.array([line, mixed]), output_dimension=3)
    _, batch = read(gpkg(tmp_path, raw, kind="Unknown"))
    assert shapely.from_wkb(batch.geometry[0]).wkt == "LINESTRING (1 2, 4 5)"
    assert [(issue.row, issue.code) for issue in batch.issues] == [(2, "unknown_geometry")]


def test_a_shapefile_is_read_from_its_archive(tmp_path):
    stated, batch = read(zipped(tmp_path, shapefile(tmp_path)))
    assert stated.crs == Crs(9214)
    assert batch.cells == {"TEN": ["Cảng", "Cầu"]}
    assert batch.numbers == [1, 2]


@pytest.mark.parametrize(("old", "letters"), [(b"C\xb6ng ", "C¶ng"), (b"Ca\xfbng", "Caûng")])
def test_old_text_of_a_shapefile_keeps_its_bytes(tmp_path, old, letters):
    parts = shapefile(tmp_path)
    parts = {name: raw.replace("Cảng".encode(), old + b" ") for name, raw in parts.items()}
    _, batch = read(zipped(tmp_path, parts))
    assert batch.cells["TEN"][0] == letters


def test_a_shapefile_without_its_table_names_what_lacks(tmp_path):
    parts = {name: raw for name, raw in shapefile(tmp_path).items() if not name.endswith("dbf")}
    assert "lacks its parts .dbf" in str(refusal(zipped(tmp_path, parts)))


def test_a_shapefile_without_a_system_states_none(tmp_path):
    parts = {name: raw for name, raw in shapefile(tmp_path).items() if not name.endswith("prj")}
    stated, _ = read(zipped(tmp_path, parts))
    assert (stated.crs, stated.words) == (None, None)


def test_kml_is_read_with_its_data(tmp_path):
    text = KML.format(
        PLACEMARK.format(
            "<ExtendedData><Data name='mã'><value> TTH-1 </value></Data><SchemaData>"
            "<SimpleData name='loại'>cầu</SimpleData></SchemaData></ExtendedData>"
            "<Point><coordinates>107.5,16.4,7</coordinates></Point>"
        )
    )
    stated, batch = read(write(tmp_path, text))
    assert stated.crs == Crs(4326)
    assert batch.cells == {"name": ["A"], "mã": ["TTH-1"], "loại": ["cầu"]}
    assert batch.geometry == [shapely.to_wkb(shapely.Point(107.5, 16.4))]
    assert [issue.code for issue in batch.issues] == ["heights_left_out"]


@pytest.mark.parametrize(
    ("inside", "wkt"),
    [
        (LINE, "LINESTRING (1 2, 3 4)"),
        (RING.format("0,0 1,0 1,1 0,0"), "POLYGON ((0 0, 1 0, 1 1, 0 0))"),
        (f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>", "MULTIPOINT ((1 2), (1 2))"),
    ],
)
def test_kml_geometries_are_read(tmp_path, inside, wkt):
    _, batch = read(write(tmp_path, KML.format(PLACEMARK.format(inside))))
    assert shapely.from_wkb(batch.geometry[0]).wkt == wkt


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<Point><coordinates>107,abc</coordinates></Point>", "bad_geometry"),
        ("<Point><coordinates>nan,1</coordinates></Point>", "bad_geometry"),
        ("<Point><coordinates>1e999,1</coordinates></Point>", "bad_geometry"),
        ("<Point><coordinates>107</coordinates></Point>", "bad_geometry"),
        ("<Point/>", "bad_geometry"),
        ("<LineString><coordinates>1,2</coordinates></LineString>", "bad_geometry"),
        (RING.format("0,0 1,0 1,1 0,1"), "open_ring"),
        (f"<MultiGeometry>{POINT}{LINE}</MultiGeometry>", "unknown_geometry"),
        ("<Track/>", "bad_geometry"),
    ],
)
def test_bad_kml_geometries_are_named(tmp_path, inside, code):
    _, batch = read(write(tmp_path, KML.format(PLACEMARK.format(inside))))
    assert [issue.code for issue in batch.issues] == [code]
    assert batch.geometry == [None]


def test_kml_in_an_archive_is_read(tmp_path):
    text = KML.format(PLACEMARK.format("")).encode()
    _, batch = read(zipped(tmp_path, {"a.kml": b"<x/>", "doc.kml": text}))
    assert batch.cells == {"name": ["A"]}


def test_a_link_in_kml_is_not_followed(tmp_path):
    text = KML.format("<NetworkLink><Link><href>http://127.0.0.1:1/</href></Link></NetworkLink>")
    assert refusal(write(tmp_path, text)).code == "no_features"


def test_entities_in_kml_are_refused(tmp_path):
    text = '<?xml version="1.0"?><!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>'
    assert refusal(write(tmp_path, text), kind=FileKind.KML).code == "xml_doctype"


def test_a_workbook_is_read(tmp_path):
    _, batch = read(write_workbook(tmp_path, {"A": row(1, "Mã", "Tên") + row(2, "A", "Cầu")}))
    assert (batch.cells, batch.geometry) == ({"Mã": ["A"], "Tên": ["Cầu"]}, None)


def test_a_vrt_is_never_opened_by_another_driver(tmp_path):
    text = (
        '<OGRVRTDataSource><OGRVRTLayer name="x"><SrcDataSource>/etc/passwd</SrcDataSource>'
        "</OGRVRTLayer></OGRVRTDataSource>"
    )
    assert refusal(write(tmp_path, text), kind=FileKind.GPKG).code == "unreadable"


@pytest.mark.parametrize("kind", [FileKind.GPKG, FileKind.XLSX, FileKind.KML, FileKind.SHAPEFILE])
def test_rubbish_ends_in_a_reason(tmp_path, kind):
    assert refusal(write(tmp_path, b"rubbish" * 100), kind=kind).code


def test_a_cut_geopackage_ends_in_a_reason(tmp_path):
    whole = gpkg(tmp_path).read_bytes()
    assert refusal(write(tmp_path, whole[: len(whole) // 3])).code == "unreadable"


def test_too_much_memory_names_the_limit(tmp_path):
    texts = "<si><t>" + "x" * 60_000_000 + "</t></si>"
    path = write_workbook(tmp_path, {"A": row(1, "Mã", "Tên") + row(2, "A", "B")}, texts=texts)
    assert refusal(path, Limits(memory_bytes=50_000_000, unpacked_ratio=10**6)).limit == (
        "memory_bytes"
    )


def test_an_archive_that_understates_its_sizes_is_damaged(tmp_path):
    refused = refusal(zip_claiming_less(tmp_path, "doc.kml", 30), kind=FileKind.KMZ)
    assert refused.code == "damaged_archive"


def test_a_reader_that_takes_too_long_names_the_limit(tmp_path):
    assert refusal(gpkg(tmp_path), Limits(seconds=0)).limit == "seconds"


def test_too_many_features_name_the_limit(tmp_path):
    assert refusal(gpkg(tmp_path), Limits(features=1)).limit == "features"


def test_nothing_of_the_environment_goes_along(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "secret")
    seen = {}
    popen = subprocess.Popen

    def spy(*arguments, **more):
        seen.update(more["env"])
        return popen(*arguments, **more)

    monkeypatch.setattr(subprocess, "Popen", spy)
    with suppress(UploadRefused):
        read(gpkg(tmp_path), Limits(seconds=0))
    assert seen == ENVIRONMENT
    assert "secret" not in seen.values()

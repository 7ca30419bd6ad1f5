"""Files made to break a reader: each gets an answer, and the process stays within its memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ingest.upload_files import collection, feature, point, write, zip_of_spaces

MEGABYTE = 1_000_000
MEMORY = 450 * MEGABYTE
READER = """
import json, resource, sys
from datetime import date
from pathlib import Path
import shapely
from geoapp.ingest.checking import check_upload
from geoapp.ingest.choices import Choices
from geoapp.ingest.crs import Crs, Frame
from geoapp.ingest.known import Known
from geoapp.ingest.limits import Limits
from geoapp.ingest.reading import Surroundings, read_upload
from geoapp.ingest.refusals import UploadRefused

path, memory = Path(sys.argv[1]), int(sys.argv[2])
mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (mapped + memory, mapped + memory))
box = shapely.box(107, 16, 108, 17)
table = path.with_name("table")
quiet = lambda done, all: None
codes = set()
try:
    found = read_upload(path, table, Surroundings(box), Limits(), quiet)
    columns = {one.name: one.target for one in found.columns if one.target}
    choices = Choices(columns=columns, frame=Frame(Crs(4326)), today=date(2026, 11, 20))
    keep = lambda batch: codes.update(issue.code for issue in batch.issues)
    check_upload(table, choices, Known(box), keep, Limits(), quiet)
except UploadRefused as refused:
    codes.add(refused.limit or refused.code)
print(json.dumps(sorted(codes)))
"""


def answer(path: Path, memory: int = MEMORY) -> list[str]:
    """The codes of refusal or issues, read and checked in a process of bounded memory."""
    done = subprocess.run(
        [sys.executable, "-c", READER, str(path), str(memory)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    codes: list[str] = json.loads(done.stdout)
    return codes


def list_of(part: str, megabytes: int) -> str:
    inside = (part + ",") * (megabytes * MEGABYTE // (len(part) + 1)) + part
    return f'{{"type":"FeatureCollection","features":[{inside}]}}'


def with_property(value: str) -> str:
    return collection(feature({"code": "A"}, point()), feature({"code": "@"}, point())).replace(
        '"@"', value
    )


def one_geometry(coordinates: str, kind: str = "LineString") -> str:
    return collection(feature({"code": "A"}, {"type": kind, "coordinates": "@"})).replace(
        '"@"', coordinates
    )


LONG_LINE = json.dumps(
    feature({}, {"type": "LineString", "coordinates": [[1, 1]] * 2_000}), separators=(",", ":")
)


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (lambda: " " * (50 * MEGABYTE), ["empty_file"]),
        (lambda: " " * (50 * MEGABYTE) + collection(), ["too_much_around"]),
        (lambda: "[" * (20 * MEGABYTE), ["not_geojson"]),
        (lambda: with_property("[" * 500_000 + "]" * 500_000), ["nesting"]),
        (lambda: with_property("[" * 200 + "]" * 200), ["nesting"]),
        (lambda: list_of("0", 20), ["not_geojson"]),
        (lambda: list_of("0", 20)[:-2] + ",{},{}]}", ["not_geojson"]),
        (lambda: list_of("{}", 20), ["features"]),
        (lambda: list_of('{"type":"Feature"}', 20), ["features"]),
        (lambda: with_property('"' + "x" * (20 * MEGABYTE) + '"'), ["text_too_long"]),
        (lambda: with_property("9" * (20 * MEGABYTE)), ["number_too_large"]),
        (lambda: one_geometry("[" + "[1,1]," * 3_000_000 + "[1,1]]"), ["too_many_vertices"]),
        (lambda: one_geometry("[[" + "1," * 8_000_000 + "1]]"), ["too_many_vertices"]),
        (lambda: one_geometry("[" + "{}," * 8_000_000 + "{}]"), ["too_many_vertices"]),
        (lambda: list_of(LONG_LINE, 65), ["vertices"]),
        (lambda: "{" + ",".join(f'"k{n}":1' for n in range(MEGABYTE)) + "}", ["wrong_kind"]),
        (lambda: collection(*(feature({f"k{n}": n}, None) for n in range(9_000))), ["columns"]),
        (lambda: "a;b\n" + "x;y\n" * (5 * MEGABYTE), ["features"]),
        (lambda: "a;b\n" + ";" * (50 * MEGABYTE), ["broken_table"]),
        (lambda: "a;b\n" + '"' * (20 * MEGABYTE), ["broken_table"]),
        (lambda: "<kml>" + "<Folder>" * MEGABYTE, ["broken_xml"]),
    ],
)
def test_it_is_answered_within_its_memory(tmp_path, content, codes):
    assert set(codes) <= set(answer(write(tmp_path, content())))


def test_gigabytes_of_spaces_in_an_archive_are_not_unpacked(tmp_path):
    assert answer(zip_of_spaces(tmp_path, "doc.kml", 1_100)) == ["unpacked_bytes"]


VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource>'
    "</OGRVRTLayer></OGRVRTDataSource>"
)
LINK = collection(feature({}, None), crs={"type": "link", "properties": {"href": "http://[::1]:1"}})


@pytest.mark.parametrize(("content", "code"), [(VRT, "wrong_kind"), (LINK, "crs_link")])
def test_what_points_elsewhere_is_refused(tmp_path, content, code):
    assert answer(write(tmp_path, content)) == [code]

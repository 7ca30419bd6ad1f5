"""What is noted of units, and the ZIP."""

import zipfile

from geoapp.exports.pack_files import MadeFile, MadeUnit, read_unit, write_archive, write_unit

UNIT = MadeUnit(
    folder="1-phu-loc",
    name="Huyện Phú Lộc",
    note="địa giới đến 30/06/2025",
    projects=16,
    late=2,
    investment_vnd=None,
    files=(MadeFile("csv", "a.csv", 3),),
    left_out=("PDF: hơn 5.000 dự án",),
)


def test_a_unit_is_read_as_it_was_noted(tmp_path):
    write_unit(tmp_path / "0.json", UNIT)
    assert read_unit(tmp_path / "0.json") == UNIT


def test_the_contents_come_first_and_files_in_their_folders(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b")
    path = tmp_path / "pack.zip"
    size = write_archive(path, ("00.html", b"<p>"), [(UNIT, tmp_path)])
    assert size == path.stat().st_size
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["00.html", "1-phu-loc/a.csv"]
        assert archive.read("1-phu-loc/a.csv") == b"a,b"

"""`geoapp export` writes the same files as the addresses."""

import zipfile
from dataclasses import replace

import orjson

from geoapp import cli_exports
from geoapp.cli import parser


def test_one_file_for_each_format_into_the_folder(settings, sample, monkeypatch, tmp_path):
    monkeypatch.setattr(cli_exports, "open_database", lambda _: Opened(sample))
    command = ["export", "--area", "district:482@2025-06-30", "--format", "geojson"]
    given = parser().parse_args([*command, "--format", "csv", "--to", str(tmp_path)])
    cli_exports.export(settings, given)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [
        "ban-do-huyen-phu-loc-2026-11-20.csv",
        "ban-do-huyen-phu-loc-2026-11-20.geojson",
    ]
    collection = orjson.loads((tmp_path / names[1]).read_bytes())
    assert len(collection["features"]) == 16


class Opened:
    """A database that is open already and stays so."""

    def __init__(self, database) -> None:
        self.database = database

    def __enter__(self):
        return self.database

    def __exit__(self, *_: object) -> None:
        pass


def test_one_file_for_every_district_of_their_last_day(settings, sample, monkeypatch, tmp_path):
    monkeypatch.setattr(cli_exports, "open_database", lambda _: Opened(sample))
    command = ["export", "--all-districts", "--format", "csv"]
    cli_exports.export(settings, parser().parse_args([*command, "--to", str(tmp_path)]))
    names = {path.name for path in tmp_path.iterdir()}
    assert "ban-do-huyen-phu-loc-2026-11-20.csv" in names
    assert "ban-do-thi-xa-huong-tra-2026-11-20.csv" in names
    assert len(names) == len({name.lower() for name in names}) > 15


def run(settings, sample, monkeypatch, *command):
    monkeypatch.setattr(cli_exports, "open_database", lambda _: Opened(sample))
    given = parser().parse_args(["export", *command])
    return cli_exports.export(settings, given)


def test_all_districts_of_an_area_leave_out_those_of_others(
    settings, sample, monkeypatch, tmp_path
):
    command = ["--all-districts", "--area", "province:46@2026-01-01", "--format", "csv"]
    run(settings, sample, monkeypatch, *command, "--to", str(tmp_path))
    assert len(list(tmp_path.iterdir())) == 9


def test_one_zip_of_all_districts_with_its_contents(settings, sample, monkeypatch, tmp_path):
    own = replace(settings, data_dir=tmp_path / "data")
    command = ["--all-districts", "--area", "province:46@2026-01-01", "--format", "csv", "--zip"]
    run(own, sample, monkeypatch, *command, "--to", str(tmp_path / "out"))
    path = tmp_path / "out" / "bo-tai-lieu-9-huyen-quan-thi-xa-2026-11-20.zip"
    with zipfile.ZipFile(path) as archive:
        assert len(archive.namelist()) == 10
        assert archive.namelist()[0] == "00-muc-luc.html"


def test_files_are_vietnamese_unless_english_is_asked_for(settings, sample, monkeypatch, tmp_path):
    for words in ((), ("--lang", "en")):
        run(settings, sample, monkeypatch, "--format", "csv", *words, "--to", str(tmp_path))
    assert sorted(one.name.split("-")[0] for one in tmp_path.iterdir()) == ["ban", "map"]

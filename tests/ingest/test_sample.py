"""The sample is read strictly: what is wrong is named with its file and place."""

import json
import shutil
from pathlib import Path

import pytest

from geoapp.domain.errors import BadFile
from geoapp.ingest.sample import FOLDER, read_sample


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in FOLDER.glob("*.*json"):
        shutil.copy(path, tmp_path)
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_the_whole_sample_is_read():
    sample = read_sample()
    assert (len(sample.projects), len(sample.units)) == (127, 155 + 428)
    assert len([place for _, place in sample.projects if place is None]) == 7


def test_an_unknown_property_is_refused(folder):
    change(folder, "projects.geojson", '"accuracy_m":2000', '"accuracy_m":2000,"note":"press"')
    with pytest.raises(BadFile, match=r"projects\.geojson: .*note.*features\[0\]"):
        read_sample(folder)


def test_a_number_written_as_text_is_refused(folder):
    change(folder, "projects.geojson", '"accuracy_m":2000', '"accuracy_m":"2000"')
    with pytest.raises(BadFile, match="accuracy_m"):
        read_sample(folder)


def test_a_kind_of_another_sector_is_refused(folder):
    change(folder, "projects.geojson", '"kind":"tourist_area"', '"kind":"road"')
    with pytest.raises(BadFile, match="'tourism' has no kind 'road'"):
        read_sample(folder)


def test_an_outline_that_crosses_itself_is_named(folder):
    path = folder / "areas.geojson"
    areas = json.loads(path.read_text("utf-8"))
    bowtie = [[107, 16], [108, 17], [108, 16], [107, 17], [107, 16]]
    areas["features"][0]["geometry"]["coordinates"] = [[bowtie]]
    path.write_text(json.dumps(areas), "utf-8")
    with pytest.raises(BadFile, match=r"474 Thành phố Huế: Self-intersection"):
        read_sample(folder)


def test_a_ring_that_does_not_close_is_named(folder):
    path = folder / "areas.geojson"
    areas = json.loads(path.read_text("utf-8"))
    areas["features"][0]["geometry"]["coordinates"] = [
        [[[107, 16], [108, 16], [108, 17], [107, 17]]]
    ]
    path.write_text(json.dumps(areas), "utf-8")
    with pytest.raises(BadFile, match="a ring must end where it begins"):
        read_sample(folder)


def test_a_missing_file_is_named(folder):
    (folder / "agencies.json").unlink()
    with pytest.raises(BadFile, match=r"agencies\.json"):
        read_sample(folder)

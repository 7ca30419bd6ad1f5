"""Tiles are kept as whole files under names that say what they show."""

import pytest

from geoapp.web.tile_cache import TileCache


@pytest.fixture
def cache(tmp_path):
    return TileCache(tmp_path / "tiles")


def test_what_was_kept_is_read_again(cache):
    path = cache.path("version", 8, 204, 116)
    assert cache.read(path) is None
    cache.write(path, b"tile")
    assert cache.read(path) == b"tile"


def test_anything_else_that_is_asked_for_has_another_name(cache):
    keys = [("1", "a"), ("1", "b"), ("2", "a"), ("1\na",), ("1", "a", "")]
    assert len({cache.path(*key) for key in keys[:3]}) == 3
    assert cache.path("1", "a") == cache.path("1", "a")


def test_a_name_stays_within_the_folder(cache):
    assert cache.folder in cache.path("../../etc/passwd", "/").parents


def test_a_file_appears_whole_or_not_at_all(cache, monkeypatch):
    path = cache.path("x")
    monkeypatch.setattr("os.replace", refuse)
    cache.write(path, b"tile")
    assert [file for file in cache.folder.rglob("*") if file.is_file()] == []


def refuse(*_):
    raise OSError("no space left on device")


def test_a_folder_that_cannot_be_made_costs_the_copy_alone(cache):
    cache.folder.write_text("a file where the folder should be")
    cache.write(cache.path("x"), b"tile")
    assert cache.read(cache.path("x")) is None

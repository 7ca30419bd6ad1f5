"""The tile cache stays within its limit and loses what was unused for longest."""

import os

from geoapp.jobs.tile_cache import prune_tile_cache


def keep(folder, name, size, used):
    path = folder / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x" * size)
    os.utime(path, (used, used))
    return path


def test_a_cache_within_its_limit_is_left_alone(tmp_path):
    tile = keep(tmp_path, "aa1", 10, 1)
    assert prune_tile_cache(tmp_path, 10) == 0
    assert tile.exists()


def test_what_was_unused_for_longest_goes_first(tmp_path):
    old, new = keep(tmp_path, "aa1", 10, 1), keep(tmp_path, "bb1", 10, 2)
    assert prune_tile_cache(tmp_path, 15) == 1
    assert (old.exists(), new.exists()) == (False, True)


def test_reading_a_tile_keeps_it(tmp_path):
    read, written = keep(tmp_path, "aa1", 10, 1), keep(tmp_path, "bb1", 10, 2)
    os.utime(read, (3, 1))
    prune_tile_cache(tmp_path, 10)
    assert (read.exists(), written.exists()) == (True, False)


def test_no_cache_needs_no_pruning(tmp_path):
    assert prune_tile_cache(tmp_path / "none", 10) == 0

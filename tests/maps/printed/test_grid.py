"""The grid: lines at round degrees, far enough apart to read their degrees."""

import re

import pytest
import shapely

from geoapp.maps.printed.frame import fit_frame
from geoapp.maps.printed.grid import APART_MM, draw_degrees, draw_grid, grid_minutes
from geoapp.maps.printed.room import Rect, Room

HUE = shapely.box(107.0, 16.0, 108.2, 16.8)


@pytest.fixture
def frame():
    return fit_frame(184, 158, [HUE])


@pytest.mark.parametrize("scale", [10_000, 50_000, 250_000, 1_000_000, 5_000_000])
def test_lines_stand_apart_at_every_scale(scale):
    assert grid_minutes(scale) * 1_855_000 / scale >= APART_MM


def test_lines_run_where_the_degrees_say(frame):
    x, y = frame.points([(107.5, 16.5)])[0]
    near = [
        (float(a), float(b)) for a, b in re.findall(r"[ML]([\d.-]+) ([\d.-]+)", draw_grid(frame))
    ]
    assert min(abs(b - y) for _, b in near) < 0.5
    assert min(abs(a - x) for a, _ in near) < 0.5


def test_degrees_are_written_in_each_language(frame):
    said = draw_degrees(frame, Room(184, 158), "vi")
    assert "107°30’Đ" in said
    assert "16°30’B" in said
    assert "107°30’E" in draw_degrees(frame, Room(184, 158), "en")


def test_degrees_keep_away_from_what_stands_there(frame):
    room = Room(184, 158)
    room.take(Rect(0, 0, 184, 158))
    assert draw_degrees(frame, room, "vi") == ""

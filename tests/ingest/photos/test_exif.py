"""What cameras say of when and where, and what they say that nobody can believe."""

from datetime import datetime

import pytest
from PIL.TiffImagePlugin import IFDRational

from geoapp.ingest.photos.exif import read_place, read_time
from tests.ingest.photos.pictures import gps

NOON = datetime(2026, 11, 12, 12, 0)  # noqa: DTZ001


def test_the_moment_of_taking_comes_before_that_of_saving():
    own, detail = {0x0132: "2026:11:30 00:00:00"}, {0x9003: "2026:11:12 12:00:00"}
    assert read_time(own, detail) == NOON
    assert read_time({0x0132: "2026:11:12 12:00:00\0"}, {}) == NOON


@pytest.mark.parametrize(
    "text", ["", "0000:00:00 00:00:00", "1970:01:01 00:00:00", None, "hôm qua"]
)
def test_a_clock_that_was_never_set_tells_nothing(text):
    assert read_time({}, {0x9003: text}) is None


@pytest.mark.parametrize("place", [(108.05, 16.31), (-70.5, -33.25)])
def test_a_place_is_longitude_first(place):
    assert read_place(gps(*place)) == pytest.approx(place, abs=1e-6)


@pytest.mark.parametrize(
    "told",
    [
        {},
        gps(0, 0),
        {**gps(108, 16), 2: (IFDRational(1, 0), 0, 0)},
        {**gps(108, 16), 4: (1, 2)},
        {**gps(108, 16), 4: "108"},
        {**gps(108, 16), 2: (95, 0, 0)},
    ],
)
def test_a_place_that_cannot_be_is_none(told):
    assert read_place(told) is None

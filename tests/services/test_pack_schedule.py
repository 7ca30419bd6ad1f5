"""The pack of every month is asked for once, when its day has come."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from geoapp.domain.errors import BadParameter
from geoapp.services.pack_schedule import make_due_pack, scheduled_pairs
from tests.conftest import TODAY
from tests.services.packing import PHU_LOC, desk

__all__ = ["desk"]
ASKS = f"unit={PHU_LOC}&format=csv&sector=tourism"


def due(desk, day=20, hour=7, **given):
    settings = replace(desk.room.settings, pack_day=day, pack_asks=ASKS, today=TODAY, **given)
    return make_due_pack(desk.engine, settings, datetime(2026, 11, 20, hour))  # noqa: DTZ001


def test_on_its_day_it_is_asked_for_and_listed_for_everybody(desk):
    pack = due(desk)
    assert (pack.scheduled_for, pack.audience) == (date(2026, 11, 20), "everybody")
    made = desk.make(pack.id)
    assert (made.state, made.total) == ("done", 1)
    assert ["sector", "tourism"] in made.asked


def test_it_is_asked_for_once_a_month(desk):
    assert due(desk)
    assert due(desk, hour=9) is None


def test_a_machine_that_was_off_makes_up_for_it(desk):
    assert due(desk, day=3).scheduled_for == date(2026, 11, 3)


@pytest.mark.parametrize(("day", "hour"), [(21, 7), (20, 5), (0, 7)])
def test_before_its_hour_or_without_a_day_nothing_is_due(desk, day, hour):
    assert due(desk, day=day, hour=hour) is None


@pytest.mark.parametrize("asks", ["format=doc", "sectr=x", "level=village"])
def test_a_schedule_that_asks_amiss_is_told_at_start(settings, asks):
    with pytest.raises(BadParameter):
        scheduled_pairs(replace(settings, pack_asks=asks))

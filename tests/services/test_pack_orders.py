"""What a pack has: units of a day, all of them or those that were picked."""

from datetime import date

import pytest

from geoapp.domain.errors import BadParameter, TooManyFeatures
from geoapp.services import pack_orders
from geoapp.services.pack_orders import find_pack_units, parse_pack_order
from tests.conftest import TODAY
from tests.services.packing import HUE, PHU_LOC


@pytest.fixture
def units(sample_session):
    def found(*pairs):
        return find_pack_units(sample_session, parse_pack_order(pairs, today=TODAY), TODAY)

    return found


def test_districts_of_their_last_day_are_meant_where_nothing_is_said(units):
    found = units(HUE)
    assert len(found) == 9
    assert {unit.level for unit in found} == {"district"}
    assert {unit.valid_to for unit in found} == {date(2025, 6, 30)}


def test_a_day_brings_the_units_of_that_day(units):
    names = {unit.name for unit in units(HUE, ("on", "2024-06-01"))}
    assert "Huyện Nam Đông" in names
    assert "Huyện Nam Đông" not in {unit.name for unit in units(HUE)}


def test_communes_of_today_within_a_district_that_is_gone(units):
    names = [unit.name for unit in units(("level", "commune"), ("area", PHU_LOC))]
    assert "Xã Chân Mây - Lăng Cô" in names
    assert len(names) < 15


def test_communes_without_an_outline_are_found_by_their_parents(units):
    found = units(("level", "commune"), ("on", "2025-01-01"), HUE)
    assert len(found) > 100
    assert not any(unit.has_outline for unit in found)


def test_picked_units_are_the_pack(units):
    assert [str(unit.ref) for unit in units(("unit", PHU_LOC))] == [PHU_LOC]


def test_a_day_without_such_units_is_refused(units):
    with pytest.raises(BadParameter, match="a day on which"):
        units(("level", "district"), ("on", "2026-01-01"))


def test_more_units_than_a_pack_takes_are_refused(units, monkeypatch):
    monkeypatch.setattr(pack_orders, "MOST_UNITS", 3)
    with pytest.raises(TooManyFeatures, match="9 units"):
        units(HUE)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("level", "village"),
        ("on", "yesterday"),
        ("unit", "?"),
        ("format", "doc"),
        ("paper", "a5"),
        ("color", "red"),
        ("sector", "space"),
        ("lang", "fr"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_by_name(name, value):
    with pytest.raises(BadParameter) as refused:
        parse_pack_order([(name, value)], today=TODAY)
    assert refused.value.name == name


def test_filters_and_looks_are_kept_and_units_stand_apart():
    order = parse_pack_order(
        [HUE, ("unit", PHU_LOC), ("sector", "tourism"), ("paper", "a3"), ("format", "csv,pdf")],
        today=TODAY,
    )
    assert order.pairs == (("sector", "tourism"), ("paper", "a3"))
    assert order.formats == ("pdf", "csv")

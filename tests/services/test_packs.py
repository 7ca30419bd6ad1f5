"""Asking for a pack and stopping it."""

import pytest
from sqlalchemy.orm import Session

from geoapp.domain.errors import Busy, Conflict
from geoapp.domain.rights import Hidden, Refused, Viewer
from geoapp.services.packs import MOST_OPEN, stop_pack
from tests.services.packing import HUE, PHU_LOC, desk

__all__ = ["desk"]
READER = Viewer("xem", frozenset({"viewer"}))
PLANNER = Viewer("an", frozenset({"planner"}), None, None)


def stop(desk, number, viewer):
    with Session(desk.engine) as session:
        return stop_pack(session, desk.pack(number).key, viewer).state


def test_a_pack_waits_for_a_worker_under_a_name_that_nobody_guesses(desk):
    pack = desk.pack(desk.ask(HUE))
    assert (pack.state, pack.done, pack.total) == ("queued", 0, 27)
    assert pack.title == "Bộ tài liệu 9 huyện, quận, thị xã"
    assert len(pack.key) >= 20


def test_a_pack_of_one_area_is_called_after_it(desk):
    assert desk.pack(desk.ask(("unit", PHU_LOC))).title == "Bộ tài liệu Huyện Phú Lộc"


@pytest.mark.parametrize(
    ("viewer", "audience"),
    [(Viewer(), "everybody"), (READER, "signed-in"), (PLANNER, "owner")],
)
def test_a_pack_is_for_those_who_see_as_much_as_whoever_asked(desk, viewer, audience):
    assert desk.pack(desk.ask(viewer=viewer)).audience == audience


def test_only_so_many_are_made_at_once_for_one_person(desk):
    for _ in range(MOST_OPEN):
        desk.ask(viewer=READER)
    with pytest.raises(Busy, match="being made already"):
        desk.ask(viewer=READER)
    desk.ask(viewer=PLANNER)


def test_whoever_asked_stops_it(desk):
    assert stop(desk, desk.ask(viewer=READER), READER) == "cancelled"


def test_others_do_not_stop_it(desk):
    number = desk.ask(viewer=READER)
    with pytest.raises(Refused):
        stop(desk, number, PLANNER)
    assert desk.pack(number).state == "queued"


def test_a_planners_pack_is_not_there_for_others(desk):
    with pytest.raises(Hidden):
        stop(desk, desk.ask(viewer=PLANNER), READER)


def test_what_is_ready_is_not_stopped(desk):
    number = desk.ask()
    desk.make(number)
    with pytest.raises(Conflict, match="ready already"):
        stop(desk, number, Viewer())

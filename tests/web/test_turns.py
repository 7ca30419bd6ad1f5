"""One writes, a few sit and wait, all others are told their place; the oldest is next."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from geoapp.domain.errors import Busy, Queued
from geoapp.web import turns
from geoapp.web.turns import Turns


def asked(line, ticket=""):
    """Return what somebody is told who must wait."""
    with pytest.raises(Queued) as told, line.mine(ticket):
        pass
    return told.value


def test_who_is_alone_begins_at_once(tmp_path):
    line = Turns(tmp_path, processes=1, seats=0)
    with line.mine():
        pass
    with line.mine():
        assert list(tmp_path.iterdir()) == []


def test_a_turn_is_given_back_after_a_failure(tmp_path):
    line = Turns(tmp_path, processes=1, seats=0)
    with pytest.raises(ZeroDivisionError), line.mine():
        _ = 1 / 0
    with line.mine():
        pass


def test_who_finds_others_is_told_the_place_behind_them(tmp_path):
    line = Turns(tmp_path, processes=1, seats=0)
    with line.mine():
        told = [asked(line) for _ in range(3)]
        assert [one.place for one in told] == [1, 2, 3]
        assert asked(line, told[1].ticket).place == 2


def test_the_farther_back_the_later_one_is_told_to_come_again(tmp_path):
    line = Turns(tmp_path, processes=1, seats=0)
    with line.mine():
        told = [asked(line) for _ in range(100)]
    assert (told[0].again_s, told[99].seconds) == (1, 50)
    assert told[99].again_s == turns.LONGEST_AWAY_S


def test_places_count_in_all_processes(tmp_path):
    here, there = (Turns(tmp_path, processes=2, seats=0) for _ in range(2))
    with here.mine(), there.mine():
        asked(here)
        assert asked(there).place == 2


def test_who_sits_writes_as_soon_as_the_other_has_written(tmp_path):
    line, sat = Turns(tmp_path, processes=1, seats=1), threading.Event()

    def sit():
        with line.mine():
            sat.set()

    with ThreadPoolExecutor(1) as pool:
        with line.mine():
            waiting = pool.submit(sit)
            assert not sat.wait(0.05)
        waiting.result()
    assert sat.is_set()


def test_of_those_who_sit_the_oldest_is_next(tmp_path):
    line, order = Turns(tmp_path, processes=1, seats=3), []
    door = Turns(tmp_path, processes=1, seats=0)
    with door.mine():
        told = [asked(door) for _ in range(3)]

    def sit(number):
        with line.mine(told[number].ticket):
            order.append(number)

    with ThreadPoolExecutor(3) as pool, line.mine():
        for number in (2, 0, 1):
            pool.submit(sit, number)
        while len(line._seated) < 3:
            time.sleep(0.001)
    assert order == [0, 1, 2]


def test_a_seat_is_not_kept_for_longer_than_one_may_sit(tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "SITS_S", 0.01)
    line = Turns(tmp_path, processes=1, seats=1)
    with line.mine():
        assert asked(line).place == 1
        assert line._seated == []


def test_there_are_places_for_so_many_only(tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "MOST_WAITING", 2)
    line = Turns(tmp_path, processes=1, seats=0)
    with line.mine():
        for _ in range(2):
            asked(line)
        with pytest.raises(Busy) as told, line.mine():
            pass
    assert not isinstance(told.value, Queued)


def test_where_no_place_can_be_noted_one_is_asked_to_come_again(tmp_path):
    (tmp_path / "file").touch()
    line = Turns(tmp_path / "file", processes=1, seats=0)
    with line.mine(), pytest.raises(Busy), line.mine():
        pass

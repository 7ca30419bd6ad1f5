"""Places in the line: the oldest first, none for who has left."""

import pytest

from geoapp.web.tickets import Tickets


@pytest.fixture
def tickets(tmp_path):
    return Tickets(tmp_path / "turns")


def kept(tickets, seconds=60):
    ticket = tickets.take()
    tickets.keep(ticket, seconds)
    return ticket


def test_those_who_came_first_stand_first(tickets):
    first, second = kept(tickets), kept(tickets)
    assert tickets.waiting() == [first, second]


def test_who_keeps_a_ticket_longer_keeps_the_place(tickets):
    first, second = kept(tickets), kept(tickets)
    tickets.keep(first, 120)
    assert tickets.waiting() == [first, second]


def test_who_did_not_come_again_in_time_has_left(tickets):
    gone, here = kept(tickets, -9), kept(tickets)
    assert tickets.waiting() == [here]
    assert not tickets.is_known(gone)


def test_who_had_their_turn_stands_no_more(tickets):
    ticket = kept(tickets)
    tickets.drop(ticket)
    tickets.drop(ticket)
    assert tickets.waiting() == []


@pytest.mark.parametrize("made_up", ["", "0" * 20 + "-" + "a" * 11, "../secret-key", "x" * 5000])
def test_a_ticket_cannot_be_made_up(tickets, made_up):
    kept(tickets)
    assert not tickets.is_known(made_up)


def test_other_processes_see_the_same_line(tickets, tmp_path):
    ticket = kept(tickets)
    assert Tickets(tmp_path / "turns").is_known(ticket)

"""So many attempts an account and network have, counted for all workers together."""

from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.services.sign_in import (
    SignInLimits,
    begin_attempt,
    forget_attempts,
    network_of,
    take_back,
)

LIMITS = SignInLimits(tries=3, minutes=15)
_number = count(1)


@pytest.fixture
def name():
    return f"hoa{next(_number)}"


@pytest.fixture
def office(database):
    with Session(database.app_engine) as session:
        yield session
        session.execute(text("DELETE FROM sign_in_attempt"))
        session.commit()


def attempts(session, name, times, address="192.0.2.1", limits=LIMITS):
    return [begin_attempt(session, name, address, limits) is not None for _ in range(times)]


def test_after_so_many_attempts_there_is_a_wait(office, name):
    assert attempts(office, name, 5) == [True, True, True, False, False]


def test_other_people_of_the_office_go_on(office, name):
    attempts(office, name, 4)
    assert attempts(office, f"{name}-2", 1) == [True]


def test_the_account_can_still_be_used_from_elsewhere(office, name):
    attempts(office, name, 4)
    assert attempts(office, name, 1, address="198.51.100.7") == [True]


def test_an_account_tried_from_many_places_waits_everywhere(office, name):
    tried = [attempts(office, name, 3, address=f"198.51.100.{n}") for n in range(4)]
    assert tried == [[True] * 3] * 4
    assert attempts(office, name, 1, address="203.0.113.9") == [False]


def test_a_network_that_tries_many_accounts_waits_for_all(office, name):
    tried = [attempts(office, f"{name}-{n}", 1) for n in range(30)]
    assert tried == [[True]] * 30
    assert attempts(office, f"{name}-new", 1) == [False]


def test_capital_letters_make_no_other_account(office, name):
    attempts(office, name, 3)
    assert attempts(office, f" {name.upper()} ", 1) == [False]


def test_signing_in_forgives_what_failed_there(office, name):
    attempts(office, name, 3)
    forget_attempts(office, name, "192.0.2.1")
    assert attempts(office, name, 3) == [True] * 3


def test_an_attempt_that_was_no_failure_does_not_count(office, name):
    for _ in range(6):
        take_back(office, begin_attempt(office, name, "192.0.2.1", LIMITS))
    assert attempts(office, name, 1) == [True]


def test_waiting_is_not_prolonged_by_trying_on(office, name):
    attempts(office, name, 20)
    assert office.scalar(text("SELECT count(*) FROM sign_in_attempt")) == 3


def test_what_is_older_than_the_wait_is_forgotten(office, name):
    attempts(office, name, 4)
    office.execute(
        text("INSERT INTO sign_in_attempt (at, name, address)"
             " SELECT at - interval '16 minutes', name, address FROM sign_in_attempt")
    )  # fmt: skip
    forget_attempts(office, "nobody", "192.0.2.1")
    office.execute(text("DELETE FROM sign_in_attempt WHERE at > now() - interval '1 minute'"))
    office.commit()
    assert attempts(office, name, 1) == [True]
    assert office.scalar(text("SELECT count(*) FROM sign_in_attempt")) == 1


@pytest.mark.usefixtures("office")
def test_attempts_made_at_once_count_all(database, name):
    def attempt(_):
        with Session(database.app_engine) as session:
            return begin_attempt(session, name, "192.0.2.1", LIMITS) is not None

    with ThreadPoolExecutor(8) as pool:
        passed = sum(pool.map(attempt, range(16)))
    assert passed <= LIMITS.tries


def test_an_ipv6_network_counts_as_one():
    assert network_of("2001:db8:1:2:aaaa::1") == network_of("2001:db8:1:2:bbbb::2")
    assert network_of("2001:db8:1:2::1") != network_of("2001:db8:1:3::1")
    assert network_of("192.0.2.1") == "192.0.2.1"
    assert network_of("::ffff:192.0.2.1") == "::ffff:192.0.2.1"


@pytest.mark.parametrize("strange", ["", "\0hoa", "x" * 10_000, "\ud800", "Hòa ' OR 1=1 --"])
def test_whatever_is_typed_as_a_name_is_counted(office, strange):
    assert attempts(office, strange, 4) == [True, True, True, False]

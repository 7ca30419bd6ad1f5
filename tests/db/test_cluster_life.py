"""The private server runs exactly as long as somebody uses it, whatever is killed."""

import os
import sys
from dataclasses import replace
from urllib.request import urlopen

import pytest

from tests.conftest import TODAY, free_port, serving
from tests.db.homes import ask, end, is_running, kill, wait_until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def test_starts_at_once_share_one_server(home):
    users = [home.open() for _ in range(4)]
    assert len({ask(user) for user in users}) == 1


def test_it_outlives_the_one_who_started_it(home):
    first = home.open()
    started = ask(first)
    second = home.open()
    assert ask(second) == started
    end(first)
    assert ask(second) == started


def test_it_stops_when_its_last_user_ends(home):
    user = home.open()
    ask(user)
    server = home.server()
    end(user)
    assert wait_until(lambda: not is_running(server))
    assert not home.folder.state.exists()


def test_it_stops_when_its_last_user_is_killed(home):
    user = home.open()
    ask(user)
    kill(user.pid)
    assert wait_until(lambda: not home.server())


def test_a_newcomer_during_the_stop_gets_a_server(home):
    first = home.open()
    ask(first)
    first.stdin.close()
    assert ask(home.open())


def test_a_killed_server_is_started_again(home):
    user = home.open()
    before = ask(user)
    kill(home.server())
    assert wait_until(lambda: ask(user) not in ("", before))


def test_the_server_ends_with_a_killed_keeper_and_the_next_question_starts_both(home):
    user = home.open()
    before, keeper, server = ask(user), home.keeper(), home.server()
    kill(keeper)
    assert wait_until(lambda: not is_running(server))
    assert wait_until(lambda: ask(user) not in ("", before))


def test_keeper_and_server_killed_together_come_back(home):
    user = home.open()
    before, keeper, server = ask(user), home.keeper(), home.server()
    kill(keeper)
    kill(server)
    assert wait_until(lambda: ask(user) not in ("", before))


def test_everybody_killed_at_once_leaves_a_folder_that_starts(home):
    user = home.open()
    ask(user)
    for number in (home.keeper(), home.server(), user.pid):
        kill(number)
    assert ask(home.open())


def test_what_was_committed_survives_the_server_being_killed(home):
    user = home.open()
    before = ask(user)
    with home.owner().begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept AS SELECT 42 AS number")
    kill(home.server())
    assert wait_until(lambda: ask(user) not in ("", before))
    with home.owner().begin() as connection:
        assert connection.exec_driver_sql("SELECT number FROM kept").scalar() == 42


def test_ctrl_c_does_not_reach_keeper_and_server(home):
    ask(home.open())
    ours = os.getsid(0)
    assert ours not in (os.getsid(home.keeper()), os.getsid(home.server()))


def test_a_number_left_by_another_boot_does_not_stop_a_start(home):
    end_after_asking(home)
    (home.folder.data / "postmaster.pid").write_text(f"{os.getpid()}\n{home.folder.data}\n")
    assert ask(home.open())


def end_after_asking(home):
    user = home.open()
    ask(user)
    end(user)
    assert wait_until(lambda: not home.server())


def test_a_service_that_is_stopped_leaves_no_server(home):
    settings = replace(home.settings, port=free_port(), today=TODAY)
    with serving(settings) as address, urlopen(f"{address}/healthz") as answer:
        assert answer.status == 200
        assert home.server()
    assert wait_until(lambda: not home.server())

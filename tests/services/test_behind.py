"""Batches are stored in order behind the checker's back, and never more than one ahead."""

from threading import Event, get_ident

import pytest

from geoapp.services.behind import behind


def test_things_are_worked_on_in_order_and_all_of_them_by_the_end():
    done = []
    with behind(done.append) as hand_over:
        for thing in range(50):
            hand_over(thing)
    assert done == list(range(50))


def test_the_work_is_done_in_another_thread():
    threads = []
    with behind(lambda _: threads.append(get_ident())) as hand_over:
        hand_over("a")
        hand_over("b")
    assert len(set(threads)) == 1
    assert threads[0] != get_ident()


def test_nothing_is_handed_over_before_the_last_was_done():
    begun, may_end, seen = Event(), Event(), []

    def work(thing: str) -> None:
        begun.set()
        may_end.wait(60)
        seen.append(thing)

    with behind(work) as hand_over:
        hand_over("first")
        begun.wait(60)
        assert seen == []
        may_end.set()
        hand_over("second")
        assert seen[:1] == ["first"]


def test_what_the_work_raises_is_raised_at_the_next_hand_over():
    taken = []

    def hand_over_two() -> None:
        with behind(lambda n: 1 / n) as hand_over:
            for thing in (0, 1):
                hand_over(thing)
                taken.append(thing)

    with pytest.raises(ZeroDivisionError):
        hand_over_two()
    assert taken == [0]


def test_what_the_last_work_raises_is_raised_at_the_end():
    with pytest.raises(ZeroDivisionError), behind(lambda n: 1 / n) as hand_over:
        hand_over(0)

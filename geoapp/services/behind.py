"""Work that follows behind in a thread: one batch is stored while the next is being checked."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def behind(work: Callable[[T], None]) -> Iterator[Callable[[T], None]]:
    """Yield what hands things over to `work`, which takes them in order and one at a time.

    Nothing is handed over before the last was done, so that memory stays flat. What `work`
    raises is raised by the next hand-over, or at the end.
    """
    with ThreadPoolExecutor(1) as pool:
        last: Future[None] = pool.submit(lambda: None)

        def hand_over(thing: T) -> None:
            nonlocal last
            last.result()
            last = pool.submit(work, thing)

        yield hand_over
        last.result()

"""Requests at a steady pace, as many people looking at the map at once would make them."""

import itertools
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.bench.asking import Asker

CLIENTS = 4


class Pace:
    """Asks one path after the other, `a_second` of them, until it is told to stop."""

    def __init__(self, address: str, paths: Sequence[str], a_second: float) -> None:
        self._address, self._paths, self._a_second = address, itertools.cycle(paths), a_second
        self._stopped = threading.Event()
        self._lock = threading.Lock()
        self._due = time.perf_counter()
        self.seconds: list[float] = []

    @contextmanager
    def kept(self) -> Iterator[list[float]]:
        """Keep the pace while the block runs; the list fills with seconds from due to answered."""
        clients = [threading.Thread(target=self._ask) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        try:
            yield self.seconds
        finally:
            self._stopped.set()
            for client in clients:
                client.join()

    def _ask(self) -> None:
        with Asker(self._address) as asker:
            while not self._stopped.is_set():
                due, path = self._next()
                if self._stopped.wait(max(0, due - time.perf_counter())):
                    return
                asker.get(path)
                self.seconds.append(time.perf_counter() - due)

    def _next(self) -> tuple[float, str]:
        with self._lock:
            self._due += 1 / self._a_second
            return self._due, next(self._paths)

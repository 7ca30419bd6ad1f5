"""Files are written one at a time in each web process; all who wait for one stand in a line.

The oldest few sit within their requests. Everybody else is told their place and comes again:
a request that waits holds a thread, and the map needs those.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from threading import Condition
from typing import Final

from geoapp.domain.errors import Busy, Queued
from geoapp.domain.messages import message
from geoapp.web.tickets import Tickets

# A request waits no longer than a person looks at a blank page without wondering.
SITS_S: Final = 10
# Whoever comes so much later than asked to has left; the place is given up.
GRACE_S: Final = 15
LONGEST_AWAY_S: Final = 20
MOST_WAITING: Final = 1_000
# Of one file, until some were written.
FIRST_GUESS_S: Final = 0.5
BUSY: Final = Busy(message("Many files are being made just now. Ask again in a few seconds."))


class Turns:
    """The turn to write of one of `processes`; `seats` requests may wait in each."""

    def __init__(self, folder: Path, *, processes: int, seats: int) -> None:
        self._tickets, self._processes, self._seats = Tickets(folder), processes, seats
        self._change = Condition()
        self._at_work = False
        self._seated: list[str] = []
        self._usual_s = FIRST_GUESS_S

    @contextmanager
    def mine(self, given: str = "") -> Iterator[None]:
        """Wait for one's turn to write; raises `Queued` where it is far, `Busy` without a place.

        `given` is the ticket that an earlier `Queued` told.
        """
        self._wait(given)
        begun = time.monotonic()
        try:
            yield
        finally:
            self._leave(time.monotonic() - begun)

    def _wait(self, given: str) -> None:
        known = given if self._tickets.is_known(given) else ""
        if not self._start_at_once():
            ticket = known or self._tickets.take()
            ahead = self._stand(ticket)
            if ahead >= self._processes * self._seats or not self._sit(ticket):
                raise self._queued(ticket, ahead)
            known = ticket
        if known:
            self._tickets.drop(known)

    def _start_at_once(self) -> bool:
        with self._change:
            free = not self._at_work and not self._seated
            self._at_work = self._at_work or free
            return free

    def _stand(self, ticket: str) -> int:
        """Stand in the line and return how many stand before."""
        try:
            self._tickets.keep(ticket, SITS_S + GRACE_S)
            waiting = self._tickets.waiting()
        except OSError:
            # A full disk: nobody can be given a place.
            raise BUSY from None
        ahead = sum(other < ticket for other in waiting)
        if ahead >= MOST_WAITING:
            self._tickets.drop(ticket)
            raise BUSY
        return ahead

    def _sit(self, ticket: str) -> bool:
        """Wait here, the oldest first; tell whether one's turn has come."""
        with self._change:
            if len(self._seated) >= self._seats:
                return False
            self._seated.append(ticket)
            mine = self._change.wait_for(lambda: self._is_next(ticket), SITS_S)
            self._seated.remove(ticket)
            self._at_work = self._at_work or mine
            return mine

    def _is_next(self, ticket: str) -> bool:
        return not self._at_work and min(self._seated) == ticket

    def _leave(self, seconds: float) -> None:
        with self._change:
            self._at_work = False
            self._usual_s += (seconds - self._usual_s) / 5
            self._change.notify_all()

    def _queued(self, ticket: str, ahead: int) -> Queued:
        seconds = ceil((ahead + 1) * self._usual_s / self._processes)
        again = min(seconds, LONGEST_AWAY_S)
        self._tickets.keep(ticket, again + GRACE_S)
        return Queued(ahead + 1, seconds, again, ticket)

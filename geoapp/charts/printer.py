"""Asking the press: one for each of our processes, started when needed and anew when it ended."""

import atexit
import os
import selectors
import subprocess
import sys
import time
from collections.abc import Mapping
from threading import Lock
from typing import Any, Final

import orjson

# It rests after so long without work, and starts in a second; it holds about 100 MB meanwhile.
RESTS_AFTER_S: Final = 120
ANSWERS_WITHIN_S: Final = 60
# No address, secret or proxy of the service reaches it.
ENVIRONMENT: Final = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
PIECE_BYTES: Final = 1 << 20


class Printer:
    """A press and the turn of those who ask it."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._press: subprocess.Popen[bytes] | None = None

    def ask(self, wish: Mapping[str, Any]) -> str:
        """Return what was printed; raises ValueError for what cannot be, TimeoutError."""
        with self._turn:
            try:
                answer = self._answer(wish)
            except (BrokenPipeError, EOFError):
                # It went to rest a moment ago, or somebody ended it.
                self.end()
                answer = self._answer(wish)
        if "refused" in answer:
            raise ValueError(answer["refused"])
        return str(answer["printed"])

    def end(self) -> None:
        """End the press; the next wish starts another."""
        if self._press:
            self._press.kill()
            # Closes the pipes and waits.
            self._press.communicate()
            self._press = None

    def _answer(self, wish: Mapping[str, Any]) -> dict[str, Any]:
        self._press = press = self._press or _start()
        assert press.stdin is not None  # noqa: S101  Popen was told to pipe it
        press.stdin.write(orjson.dumps(wish) + b"\n")
        press.stdin.flush()
        try:
            line = _line(press, time.monotonic() + ANSWERS_WITHIN_S)
        except TimeoutError:
            self.end()
            raise
        answer: dict[str, Any] = orjson.loads(line)
        return answer


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-I", "-m", "geoapp.charts.press", str(RESTS_AFTER_S)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        bufsize=-1,
    )


def _line(press: subprocess.Popen[bytes], until: float) -> bytes:
    """Return the answer; raises EOFError where the press ended, TimeoutError where it is late."""
    assert press.stdout is not None  # noqa: S101  Popen was told to pipe it
    line = b""
    with selectors.DefaultSelector() as selector:
        selector.register(press.stdout, selectors.EVENT_READ)
        while not line.endswith(b"\n"):
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            piece = os.read(press.stdout.fileno(), PIECE_BYTES)
            if not piece:
                raise EOFError
            line += piece
    return line


PRINTER: Final = Printer()
atexit.register(PRINTER.end)

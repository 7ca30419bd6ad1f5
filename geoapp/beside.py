"""Workers beside the web processes: started again when they end, ended when the service does.

A process of its own watches over them: the web processes are made by fork, and a fork while a
thread of the service starts a program would leave that thread waiting for good. Watcher and
workers each read a pipe whose writing end is with whoever started them: however that one ends,
by kill -9 too, the pipe ends with it, and they with the pipe.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Final

WATCH: Final = (sys.executable, "-m", "geoapp.beside")
COMMAND: Final = (sys.executable, "-m", "geoapp.cli", "worker", "--beside")
# One that ends at once is not started without pause; one that lived this long may begin anew.
FIRST_PAUSE_S, LONGEST_PAUSE_S, LIVED_S = 0.5, 30.0, 60.0
STOPS_WITHIN_S: Final = 10


class Workers:
    """The workers of one `geoapp serve`; start them before the service forks."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._watcher: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start whoever watches over them and return."""
        if self._count:
            self._watcher = subprocess.Popen(
                (*WATCH, str(self._count)), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
            )

    def stop(self) -> None:
        """End them; a job under way is finished or left for the next worker."""
        if self._watcher is not None:
            _end(self._watcher, STOPS_WITHIN_S)


def watch(count: int) -> None:
    """Keep so many workers alive until told to stop, or until standard input ends."""
    stopping = threading.Event()
    # Ctrl-C reaches the whole group; the service, whom it is meant for, then tells us.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    end_with_starter()
    threads = [threading.Thread(target=_keep, args=(stopping,)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _keep(stopping: threading.Event) -> None:
    pause = FIRST_PAUSE_S
    while not stopping.is_set():
        began = time.monotonic()
        _run(stopping)
        lived = time.monotonic() - began
        pause = FIRST_PAUSE_S if lived > LIVED_S else min(pause * 2, LONGEST_PAUSE_S)
        stopping.wait(pause)


def _run(stopping: threading.Event) -> None:
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            if stopping.wait(0.2):
                _end(process, STOPS_WITHIN_S / 2)


def _end(process: subprocess.Popen[bytes], seconds: float) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    process.wait()
    if process.stdin is not None:
        process.stdin.close()


def end_with_starter() -> None:
    """End like one that is told to once whoever started us is gone."""
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOPS_WITHIN_S)
    os._exit(1)


if __name__ == "__main__":
    watch(int(sys.argv[1]))

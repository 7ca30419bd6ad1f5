"""Workers beside the web processes: started again when they end, ended when we do.

A worker holds the reading end of a pipe whose writing end is ours alone: however we end, by
kill -9 too, the pipe ends with us and the worker with it.
"""

import os
import signal
import subprocess
import sys
import threading
import time
from typing import Final

COMMAND: Final = (sys.executable, "-m", "geoapp.cli", "worker", "--beside")
# One that ends at once is not started without pause; one that lived this long may begin anew.
FIRST_PAUSE_S, LONGEST_PAUSE_S, LIVED_S = 0.5, 30.0, 60.0
STOPS_WITHIN_S: Final = 10


class Workers:
    """Worker processes of one `geoapp serve`; each is watched by a thread."""

    def __init__(self, count: int) -> None:
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._keep, daemon=True) for _ in range(count)]

    def start(self) -> None:
        """Start them and return."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """End them; a job under way is finished or left for the next worker."""
        self._stopping.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(STOPS_WITHIN_S)

    def _keep(self) -> None:
        pause = FIRST_PAUSE_S
        while not self._stopping.is_set():
            began = time.monotonic()
            self._run()
            lived = time.monotonic() - began
            pause = FIRST_PAUSE_S if lived > LIVED_S else min(pause * 2, LONGEST_PAUSE_S)
            self._stopping.wait(pause)

    def _run(self) -> None:
        with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            while process.poll() is None:
                if self._stopping.wait(0.2):
                    _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOPS_WITHIN_S / 2)
    except subprocess.TimeoutExpired:
        process.kill()


def end_with_starter() -> None:
    """In a worker: end like one that is told to once whoever started it is gone."""
    threading.Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOPS_WITHIN_S)
    os._exit(1)

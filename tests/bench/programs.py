"""Services that run while they are measured: started as a shell would, ended by their number."""

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from geoapp.db.engine import Database
from geoapp.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN_S = 90
ENDS_WITHIN_S = 20


@contextmanager
def our_service(settings: Settings) -> Iterator[str]:
    """`geoapp serve` as it ships, at a free port; yields its address."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("geoapp")), "serve"]
    given = {
        "GEOAPP_DATA_DIR": str(settings.data_dir),
        "GEOAPP_DATABASE": settings.database,
        "PORT": str(port),
    }
    with running(command, given, "geoapp is ready"):
        yield f"http://127.0.0.1:{port}"


@dataclass(frozen=True)
class Worker:
    """A worker at work."""

    number: int

    def peak_mb(self) -> float:
        """Return the most memory it has had so far."""
        status = Path(f"/proc/{self.number}/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1000


@contextmanager
def our_worker(settings: Settings, database: Database, others: int = 0) -> Iterator[Worker]:
    """`geoapp worker` as it ships, from the moment it and the `others` wait for jobs."""
    command = [str(Path(sys.executable).with_name("geoapp")), "worker"]
    given = {
        "GEOAPP_DATA_DIR": str(settings.data_dir),
        "GEOAPP_DATABASE": settings.database,
    }
    with running(command, given, None) as number:
        last = time.monotonic() + STARTS_WITHIN_S
        while _at_work(database) <= others:
            if time.monotonic() > last:
                raise RuntimeError("geoapp worker did not start")
            time.sleep(0.1)
        yield Worker(number)


@contextmanager
def our_workers(settings: Settings, database: Database) -> Iterator[None]:
    """So many workers as a service that ships has beside it."""
    with ExitStack() as stack:
        for others in range(Settings.workers):
            stack.enter_context(our_worker(settings, database, others))
        yield


def _at_work(database: Database) -> int:
    with database.owner_engine.connect() as connection:
        return int(connection.scalar(text("SELECT count(*) FROM procrastinate_workers")) or 0)


@contextmanager
def plain_service(url: str) -> Iterator[str]:
    """The plain Flask service over the database at `url`; yields its address."""
    port = free_port()
    command = [sys.executable, "-m", "tests.bench.baseline", str(port)]
    with running(command, {"BENCH_DATABASE_URL": url}, "ready"):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running(command: list[str], given: dict[str, str], sign: str | None) -> Iterator[int]:
    """A program from the moment it prints `sign` until the block ends; yields its number."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GEOAPP_")}
    kept.pop("DATABASE_URL", None)
    program = subprocess.Popen(
        command, env=kept | given, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    try:
        if sign is not None:
            _wait_for(program, sign)
        yield program.pid
    finally:
        program.terminate()
        try:
            program.wait(ENDS_WITHIN_S)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def _wait_for(program: subprocess.Popen[str], sign: str) -> None:
    waker = threading.Timer(STARTS_WITHIN_S, program.kill)
    waker.start()
    try:
        for line in program.stdout or ():
            if sign in line:
                return
    finally:
        waker.cancel()
    raise RuntimeError(f"{program.args[0]} did not start")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port

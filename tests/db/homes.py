"""Processes that use a private cluster, and what it looks like from outside."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL, Engine, NullPool, create_engine

from geoapp.db.cluster_folder import OWNER, ClusterFolder
from geoapp.db.locks import is_held
from geoapp.settings import Settings

USING = Path(__file__).with_name("using.py")
STARTED = "SELECT pg_postmaster_start_time()"


class Home:
    """A data folder of its own, the processes that use it, and what it looks like from outside."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folder = ClusterFolder(settings.data_dir / "cluster")
        self.users: list[subprocess.Popen[str]] = []

    def open(self, python: str = sys.executable, **how) -> subprocess.Popen[str]:
        """Start a process that uses the cluster; it may still be starting."""
        env = os.environ | {
            "GEOAPP_DATA_DIR": str(self.settings.data_dir),
            "GEOAPP_RUN_DIR": str(self.settings.run_dir),
            "GEOAPP_DURABLE": "0",
        }
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        user = subprocess.Popen([python, USING], **pipes, **{"env": env} | how)
        self.users.append(user)
        return user

    def owner(self) -> Engine:
        """An engine of the owner's role, which does not count as a user of the cluster."""
        state = json.loads(self.folder.state.read_text())
        password = self.folder.passwords()[OWNER]
        url = URL.create("postgresql+psycopg", OWNER, password, database="geoapp")
        return create_engine(url, connect_args={"host": state["run_dir"]}, poolclass=NullPool)

    def server(self) -> int:
        """The process number of the running server, 0 when none runs."""
        noted = self.folder.data / "postmaster.pid"
        number = int(noted.read_text().split()[0]) if noted.exists() else 0
        return number if number and is_running(number) else 0

    def keeper(self) -> int:
        """The process number of the keeper, the parent of the server."""
        return int(Path(f"/proc/{self.server()}/stat").read_text().rsplit(")")[-1].split()[1])

    def has_keeper(self) -> bool:
        return self.folder.keeper_lock.exists() and is_held(self.folder.keeper_lock)

    def close(self) -> None:
        for user in self.users:
            user.kill()
            end(user)
        assert wait_until(lambda: not (self.server() or self.has_keeper()))


def ask(user: subprocess.Popen[str], question: str = STARTED) -> str:
    """Let a user ask the database; the answer as text, empty when it has failed."""
    user.stdin.write(question + "\n")
    user.stdin.flush()
    return user.stdout.readline().strip()


def end(user: subprocess.Popen[str]) -> None:
    """Let a user end in order, and close our ends of its pipes."""
    with suppress(BrokenPipeError):
        user.stdin.close()
    user.wait(timeout=60)
    user.stdout.close()


def is_running(number: int) -> bool:
    return Path(f"/proc/{number}").exists()


def kill(number: int) -> None:
    os.kill(number, signal.SIGKILL)


def pull_the_plug(server: int) -> None:
    """Kill a server and all of its processes at once, as a power cut would.

    Killed alone, it leaves behind those that answer connections, and they may still commit.
    """
    os.kill(server, signal.SIGSTOP)
    for child in Path(f"/proc/{server}/task/{server}/children").read_text().split():
        kill(int(child))
    kill(server)


def wait_until(true: Callable[[], object], seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True

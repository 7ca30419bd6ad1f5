"""A service in processes of its own, to be killed at chosen moments, and what is left then."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.request import Request, urlopen

from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from geoapp.db.engine import Database
from geoapp.domain.rights import shell_viewer
from geoapp.ingest.limits import Limits
from geoapp.services import uploads
from geoapp.services.received_files import kept_file
from geoapp.settings import Settings
from tests.conftest import ENDING_WITH_US, free_port
from tests.db.homes import wait_until

WHO = shell_viewer("test")
# What a stage waits for while a test holds the lock: reading before it opens the file, checking
# once every row is staged, applying once every project is written.
HELD = {
    "reading": "LOCK TABLE agency IN ACCESS EXCLUSIVE MODE",
    "checking": "LOCK TABLE remembered_column IN SHARE MODE",
    "applying": "LOCK TABLE baseline IN SHARE MODE",
}
WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND locktype = 'relation')"
PATIENCE_S = 120


@dataclass
class Site:
    """Settings and database of the service, and its processes."""

    settings: Settings
    database: Database
    running: list[subprocess.Popen[str]] = field(default_factory=list)

    def start(self, command: str, **more: str) -> subprocess.Popen[str]:
        """Start a command of ours as the leader of a group that can be killed as one."""
        env = os.environ | {
            "GEOAPP_DATA_DIR": str(self.settings.data_dir),
            "GEOAPP_RUN_DIR": str(self.settings.run_dir),
            "GEOAPP_DATABASE": self.settings.database,
            "GEOAPP_DURABLE": "0",
            **more,
        }
        given = [*ENDING_WITH_US, sys.executable, "-m", "geoapp.cli", command]
        program = subprocess.Popen(
            given, env=env, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        self.running.append(program)
        return program

    def serve(self) -> str:
        """Start the web service and return its address once it answers."""
        port = free_port()
        web = self.start("serve", PORT=str(port), GEOAPP_WEB_WORKERS="1")
        assert web.stdout.readline().startswith("geoapp is ready at ")
        return f"http://127.0.0.1:{port}"

    def kill(self) -> None:
        """Kill every process of the service at once, as the machine does when it runs out."""
        for program in self.running:
            os.killpg(program.pid, signal.SIGKILL)
            program.wait()
            program.stdout.close()
        self.running.clear()

    def receive(self, file: bytes) -> int:
        with Session(self.database.app_engine) as session:
            return uploads.receive(
                session,
                self.settings.files_dir,
                BytesIO(file),
                Limits(),
                WHO,
                file_name="a.geojson",
            ).id

    def apply(self, upload_id: int) -> None:
        with Session(self.database.app_engine) as session:
            uploads.apply(session, upload_id, WHO)

    @contextmanager
    def held_at(self, moment: str) -> Iterator[None]:
        """Hold what the stage needs next; on leaving, the stage goes on if it still lives."""
        with self.database.owner_engine.connect() as connection:
            connection.execute(text(HELD[moment]))
            try:
                yield
            finally:
                # A database that was killed holds nothing any more.
                connection.invalidate()

    def is_waiting(self) -> bool:
        return bool(self.ask(WAITING))

    def reaches(self, upload_id: int, state: str) -> bool:
        return wait_until(lambda: self.state(upload_id) == state, PATIENCE_S)

    def state(self, upload_id: int) -> Any:
        try:
            return self.ask("SELECT state FROM upload WHERE id = :id", id=upload_id)
        except OperationalError:
            return "the database is away"

    def ask(self, question: str, **given: object) -> Any:
        with self.database.owner_engine.connect() as connection:
            return connection.scalar(text(question), given)

    def staged(self, upload_id: int) -> int:
        return self.ask(
            "SELECT count(*) FROM upload_row WHERE upload_id = :id AND row > 0", id=upload_id
        )

    def projects(self) -> int:
        return self.ask("SELECT count(*) FROM project")

    def keeps(self, file: bytes) -> bool:
        path = kept_file(self.settings.files_dir, sha256(file).hexdigest())
        return path.exists() and path.read_bytes() == file


def post(address: str, token: str, file: bytes) -> dict[str, Any]:
    request = Request(f"{address}/uploads", data=file, headers=headers(token))
    with urlopen(request) as answer:
        return json.load(answer)


def headers(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}", "Content-Type": "application/geo+json"}


@contextmanager
def half_sent(address: str, token: str, file: bytes) -> Iterator[None]:
    """Send the first half of a file and leave the connection open."""
    host, port = address.removeprefix("http://").split(":")
    lines = [f"{name}: {value}" for name, value in headers(token).items()]
    head = ["POST /uploads HTTP/1.1", f"Host: {host}", f"Content-Length: {len(file)}", *lines]
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall("\r\n".join([*head, "", ""]).encode() + file[: len(file) // 2])
        yield

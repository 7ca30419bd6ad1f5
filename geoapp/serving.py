"""Serve the pages: one address, held from the start, and a line once it really answers."""

import errno
import http.client
import json
import os
import socket
import sys
import threading
import time
from contextlib import suppress

from flask import Flask
from gunicorn.app.base import BaseApplication

from geoapp.app import create_app
from geoapp.beside import Workers
from geoapp.db.engine import open_database
from geoapp.db.migrate import upgrade
from geoapp.domain.errors import GeoappError
from geoapp.domain.layers import read_layers
from geoapp.domain.messages import message
from geoapp.settings import GEO_DATA, Settings

# How long another start of ours may take before its port counts as somebody else's.
OURS_ANSWERS_WITHIN_S = 15
# How long we ask ourselves before we say the address; a busy machine may take its time.
ANSWERING_WITHIN_S = 300
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to ask, not where to listen


class PortTaken(GeoappError):
    """Another program answers at our address."""


def serve(settings: Settings) -> None:
    """Serve until told to stop; returns at once where the service runs already.

    Raises `PortTaken`, and whatever is wrong with layer files or the database before serving.
    """
    listener = take_address(settings.host, settings.port)
    if listener is None:
        announce(settings)
        return
    with listener:
        read_layers(settings.layers_dir, GEO_DATA)
        with open_database(settings) as database:
            upgrade(database.owner_engine, database.app_role)
            # The workers, made by fork, open connections of their own; we stay a user of the
            # private cluster, which so outlives a change of workers.
            database.app_engine.dispose()
            database.owner_engine.dispose()
            workers = Workers(settings.workers)
            workers.start()
            try:
                Server(settings, listener).run()
            finally:
                workers.stop()


def take_address(host: str, port: int) -> socket.socket | None:
    """Listen at the address; None when our own service is already there."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=512)
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise PortTaken(
                message(
                    "Cannot listen at {host}:{port}: {reason}.",
                    host=host,
                    port=port,
                    reason=problem.strerror,
                )
            ) from problem
    if wait_for_answer(host, port, OURS_ANSWERS_WITHIN_S):
        return None
    raise PortTaken(
        message(
            "Another program uses port {port}. Stop it, or choose another port: PORT={other}.",
            port=port,
            other=port + 1,
        )
    )


def wait_for_answer(host: str, port: int, seconds: float) -> bool:
    """Wait until our service answers; False when somebody else does, or nobody in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        with suppress(OSError):
            return _is_ours(EVERYWHERE.get(host, host), port)
        time.sleep(0.1)
    return False


def _is_ours(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Accept": "application/json"})
        answer = json.loads(connection.getresponse().read(10_000))
    except (http.client.HTTPException, ValueError):
        return False
    finally:
        connection.close()
    return isinstance(answer, dict) and answer.get("service") == "geoapp"


def announce(settings: Settings) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    sys.stdout.write(f"geoapp is ready at http://{host}:{settings.port}\n")
    sys.stdout.flush()


class Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn, told by our settings alone."""

    def __init__(self, settings: Settings, listener: socket.socket) -> None:
        self.settings, self.listener = settings, listener
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        chosen = {
            "bind": f"fd://{self.listener.detach()}",
            "workers": self.settings.web_workers,
            "threads": self.settings.web_threads,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 10,
            "keepalive": 15,
            "loglevel": "warning",
            "control_socket_disable": True,
            "post_worker_init": self.post_worker_init,
            "worker_exit": leave_at_once,
        }
        for name, value in chosen.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        """Build the application in a worker."""
        return create_app(self.settings, open_database(self.settings))

    def post_worker_init(self, worker: object) -> None:
        """Say the address once the first worker answers."""
        if getattr(worker, "age", 0) == 1:
            threading.Thread(target=self._announce_when_ready, daemon=True).start()

    def _announce_when_ready(self) -> None:
        if wait_for_answer(self.settings.host, self.settings.port, ANSWERING_WITHIN_S):
            announce(self.settings)


def leave_at_once(_: object, __: object) -> None:
    """End a web process that has finished its work without taking the libraries apart first.

    That takes seconds of a busy processor (PROJ's database, the garbage collector) and gives
    back only what the system gives back anyway.
    """
    ending = sys.exception()
    if isinstance(ending, SystemExit) and not ending.code:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)

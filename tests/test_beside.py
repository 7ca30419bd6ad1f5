"""`geoapp serve` runs a worker beside itself: replaced when it dies, ended with the service."""

import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from sqlalchemy.orm import Session

from geoapp.db.engine import cluster_database
from geoapp.models import Upload
from geoapp.services import upload_stages
from geoapp.services.workshop import open_workshop
from tests.conftest import dispose, free_port, serving
from tests.services.uploading import PLANNER, Desk, feature, know_people

FEATURES = [feature(f"B-{n}", (107.5 + n / 1000, 16.4)) for n in range(20)]
# On a machine with much else to do.
PATIENCE_S = 180


@pytest.fixture(scope="module")
def place(settings, cluster, sampled):
    """Settings of a service with a worker, over real projects of its own."""
    cluster.create_database("beside", template=sampled)
    yield replace(settings, database="beside", port=free_port(), workers=1)
    cluster.drop_database("beside")


@pytest.fixture
def database(cluster, place):
    database = cluster_database(cluster, place.database)
    yield database
    dispose(database)


def until(found):
    """Wait until `found` finds something; return it."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if something := found():
            return something
        time.sleep(0.05)
    raise AssertionError("it did not come about")


def worker_of(place):
    """The process number of the worker over these data; None when there is none."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            env = (folder / "environ").read_bytes().split(b"\0")
        except OSError:
            continue
        # Another run of these tests has another folder, another service of it another database.
        ours = {
            f"GEOAPP_DATA_DIR={place.data_dir}".encode(),
            f"GEOAPP_DATABASE={place.database}".encode(),
        }
        if b"--beside" in words and ours <= set(env):
            return int(folder.name)
    return None


def is_healthy(address):
    with urlopen(f"{address}/healthz") as answer:
        return json.load(answer)["worker"]


def received(database, place, monkeypatch):
    """The number of an upload whose receiver left all of it to a worker."""
    know_people(database.app_engine)
    desk = Desk(database.app_engine, place.data_dir, place.today)
    desk.shop = open_workshop(place, database.app_engine)
    monkeypatch.setattr("tests.services.uploading.advance", lambda *_: None)
    return desk.receive(*FEATURES, viewer=PLANNER)


def is_ready(database, number):
    with Session(database.app_engine) as session:
        return session.get_one(Upload, number).state == "ready"


def test_what_is_queued_is_done_and_health_tells_of_a_worker(place, database, monkeypatch):
    with serving(place) as address:
        number = received(database, place, monkeypatch)
        until(lambda: is_ready(database, number))
        until(lambda: is_healthy(address))
        assert os.getpriority(os.PRIO_PROCESS, worker_of(place)) > os.getpriority(
            os.PRIO_PROCESS, 0
        )
    until(lambda: worker_of(place) is None)


def test_a_killed_worker_is_replaced_and_its_upload_taken_up(place, database, monkeypatch):
    with serving(place):
        first = until(lambda: worker_of(place))
        os.kill(first, signal.SIGSTOP)
        number = received(database, place, monkeypatch)
        os.kill(first, signal.SIGKILL)
        until(lambda: worker_of(place) not in (None, first))
        until(lambda: is_ready(database, number))


def test_the_worker_goes_when_the_service_is_killed(place):
    # Stopping a service that was killed is no clean end.
    with suppress(AssertionError), serving(place):
        watcher = parent_of(until(lambda: worker_of(place)))
        os.kill(parent_of(watcher), signal.SIGKILL)
    until(lambda: worker_of(place) is None)


def test_the_worker_goes_with_whoever_watches_over_it(place):
    with serving(place):
        worker = until(lambda: worker_of(place))
        os.kill(parent_of(worker), signal.SIGKILL)
        until(lambda: worker_of(place) is None)


def parent_of(process):
    status = Path(f"/proc/{process}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("PPid")).split()[1])


def test_two_workers_on_one_upload_do_it_once(place, database, monkeypatch):
    number = received(database, place, monkeypatch)
    with serving(replace(place, workers=2)):
        upload_stages.advance(open_workshop(place, database.app_engine), number)
        until(lambda: is_ready(database, number))
    with Session(database.app_engine) as session:
        assert sum(session.get_one(Upload, number).summary[name] for name in COUNTED) == 20


COUNTED = ("added", "changed", "unchanged", "refused")

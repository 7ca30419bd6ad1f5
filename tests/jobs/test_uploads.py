"""A crash of web, worker or database in mid-upload leaves the old state or the new one."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from geoapp.db.engine import cluster_database
from geoapp.db.migrate import upgrade
from geoapp.jobs.uploads import take_up
from geoapp.jobs.worker import build_worker
from geoapp.services import upload_stages, uploads
from geoapp.services.upload_stages import advance
from geoapp.services.workshop import held, open_workshop
from tests.conftest import TODAY
from tests.db.homes import pull_the_plug
from tests.jobs.at_work import run_apart
from tests.services.uploading import PLANNER, Desk, feature

FEATURES = [feature(f"F-{n}", (107.5 + n / 1000, 16.4)) for n in range(30)]
DYING = Path(__file__).with_name("dying.py")


@pytest.fixture
def where(settings, sample):
    """Settings of the module's database, with folders of their own for files."""
    return replace(settings, database=sample.app_engine.url.database)


@pytest.fixture
def desk(where, sample):
    desk = Desk(sample.app_engine, where.data_dir, TODAY)
    desk.shop = open_workshop(where, sample.app_engine)
    yield desk
    with sample.app_engine.begin() as connection:
        connection.execute(text("UPDATE upload SET state = 'cancelled' WHERE state <> 'applied'"))


def die(place, number, point):
    env = os.environ | {
        "GEOAPP_DATA_DIR": str(place.data_dir),
        "GEOAPP_RUN_DIR": str(place.run_dir),
        "GEOAPP_DURABLE": "0",
        "GEOAPP_DATABASE": place.database,
        "GEOAPP_TODAY": str(TODAY),
    }
    died = subprocess.run(
        [sys.executable, DYING, str(number), point], env=env, timeout=180, check=False
    )
    assert died.returncode == -signal.SIGKILL


def received(desk):
    """An upload whose receiver died right after its answer."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.services.uploading.advance", lambda *_: None)
        return desk.receive(*FEATURES)


def work(place, sample):
    """Run a worker until nothing is left to do."""
    worker = build_worker(place, sample)

    async def run():
        async with worker.open_async():
            await worker.run_worker_async(
                wait=False, delete_jobs="successful", install_signal_handlers=False
            )

    run_apart(run())


@pytest.mark.parametrize("point", ["read_upload", "store_rows", "store_missing"])
def test_a_killed_reader_loses_nothing_and_the_next_worker_takes_it_up(where, sample, desk, point):
    number = received(desk)
    die(where, number, point)
    assert desk.upload(number).state in ("reading", "checking")
    assert desk.rows("SELECT * FROM upload_row WHERE upload_id = :n", n=number) == []
    with desk.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs"))
    assert take_up(desk.engine) == 1
    work(where, sample)
    assert desk.upload(number).state == "ready"
    assert desk.upload(number).summary["added"] + desk.upload(number).summary["unchanged"] == 30


def test_what_the_web_received_is_read_though_it_died_before_it_could(where, sample, desk):
    number = received(desk)
    work(where, sample)
    assert desk.upload(number).state == "ready"


def test_a_killed_writer_leaves_no_project_half_written(where, sample, desk):
    number = desk.receive(*FEATURES)
    with Session(desk.engine) as session:
        uploads.apply(session, number, PLANNER)
    before = desk.rows("SELECT count(*) AS n FROM project")[0]["n"]
    die(where, number, "apply_rows")
    assert desk.rows("SELECT count(*) AS n FROM project")[0]["n"] == before
    assert desk.upload(number).state == "applying"
    work(where, sample)
    assert desk.upload(number).state == "applied"
    assert desk.rows("SELECT count(*) AS n FROM project WHERE code LIKE 'F-%'")[0]["n"] == 30


def test_a_file_that_takes_its_worker_down_again_and_again_is_given_up(where, desk):
    number = received(desk)
    for _ in range(3):
        die(where, number, "read_upload")
    advance(desk.shop, number)
    assert desk.upload(number).state == "failed"
    assert desk.upload(number).problem["code"] == "gave-up"


def test_an_upload_that_somebody_works_on_is_not_taken_up(desk):
    number = received(desk)
    with desk.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs"))
    with held(desk.engine, number):
        assert take_up(desk.engine) == 0


def test_a_cancelled_upload_stops(desk):
    number = received(desk)
    with Session(desk.engine) as session:
        uploads.cancel(session, number, PLANNER)
    advance(desk.shop, number)
    assert desk.upload(number).state == "cancelled"


@pytest.mark.cluster
def test_a_killed_database_has_all_of_it_or_nothing(home, monkeypatch):
    from geoapp.db.cluster import attach

    with attach(home.settings) as cluster:
        cluster.create_database("geoapp")
        database = cluster_database(cluster, "geoapp")
        upgrade(database.owner_engine, database.app_role)
        desk = Desk(database.app_engine, home.settings.data_dir, TODAY)
        desk.shop = open_workshop(home.settings, database.app_engine)
        number = desk.receive(*FEATURES)
        real = upload_stages.apply_rows

        def apply_and_lose_power(*given):
            real(*given)
            monkeypatch.undo()
            pull_the_plug(home.server())

        monkeypatch.setattr(upload_stages, "apply_rows", apply_and_lose_power)
        with pytest.raises(OperationalError):
            desk.act("apply", number)
        cluster.wake()
        assert desk.rows("SELECT * FROM project") == []
        assert desk.upload(number).state == "applying"
        advance(desk.shop, number)
        assert desk.upload(number).state == "applied"
        assert len(desk.rows("SELECT code FROM project")) == 30
        database.close()

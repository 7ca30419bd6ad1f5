"""A worker that is killed in mid-pack loses nothing: the next one goes on."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from geoapp.jobs.packs import take_up_packs
from geoapp.jobs.worker import build_worker
from geoapp.services.packs import MAKE
from geoapp.services.workshop import held
from tests.conftest import TODAY
from tests.jobs.at_work import run_apart
from tests.services.packing import desk

__all__ = ["desk"]
DYING = Path(__file__).with_name("dying_packer.py")


def work(desk, sample):
    """Run a worker until nothing is left to do."""
    worker = build_worker(desk.room.settings, sample)

    async def run():
        async with worker.open_async():
            await worker.run_worker_async(
                wait=False, delete_jobs="successful", install_signal_handlers=False
            )

    run_apart(run())


def die(desk, number, files):
    """Make a pack in a process that is killed while it writes its file number `files`."""
    settings = desk.room.settings
    env = os.environ | {
        "GEOAPP_DATA_DIR": str(settings.data_dir),
        "GEOAPP_RUN_DIR": str(settings.run_dir),
        "GEOAPP_DATABASE_URL_FOR_TEST": desk.engine.url.render_as_string(hide_password=False),
        "GEOAPP_TODAY": str(TODAY),
    }
    command = [sys.executable, DYING, str(number), str(files)]
    died = subprocess.run(command, env=env, timeout=180, check=False)
    assert died.returncode == -signal.SIGKILL


def forget_jobs(desk):
    with desk.engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_jobs"))


def test_a_worker_makes_what_was_asked_for(desk, sample):
    number = desk.ask()
    work(desk, sample)
    assert desk.pack(number).state == "done"
    assert len(desk.names(number)) == 5


def test_a_killed_worker_loses_nothing_and_the_next_one_goes_on(desk, sample):
    number = desk.ask()
    die(desk, number, 3)
    assert (desk.pack(number).state, desk.pack(number).done) == ("making", 2)
    forget_jobs(desk)
    assert take_up_packs(desk.engine) == 1
    work(desk, sample)
    assert desk.pack(number).state == "done"
    with desk.archive(number) as archive:
        assert archive.testzip() is None
    assert len(desk.names(number)) == 5


def test_a_pack_that_somebody_works_on_is_not_taken_up(desk):
    number = desk.ask()
    forget_jobs(desk)
    with held(desk.engine, number, MAKE):
        assert take_up_packs(desk.engine) == 0

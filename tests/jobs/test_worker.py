"""The worker runs its jobs over the service's own database."""

import subprocess
import sys
from dataclasses import replace

import pytest
from sqlalchemy import text

from geoapp.jobs.worker import NoWorker, build_worker, check_worker
from tests.jobs.at_work import run_apart


def test_a_job_that_is_queued_is_run_and_forgotten(settings, database):
    stale = settings.tile_cache_dir / "aa" / "aa1"
    stale.parent.mkdir(parents=True, exist_ok=True)
    stale.write_bytes(b"x" * 2_000_000)
    worker = build_worker(replace(settings, tile_cache_mb=1), database)
    run_apart(run_once(worker, "prune-tile-cache"))
    assert not stale.exists()


async def run_once(worker, name):
    async with worker.open_async():
        await worker.tasks[name].defer_async(timestamp=0)
        await worker.run_worker_async(wait=False, delete_jobs="successful")


def test_a_worker_that_is_at_work_is_seen(database):
    with database.owner_engine.begin() as connection:
        connection.execute(text("INSERT INTO procrastinate_workers DEFAULT VALUES"))
    check_worker(database.app_engine)


@pytest.mark.parametrize("last_seen", ["now() - interval '5 minutes'", None])
def test_a_worker_that_is_gone_is_missed(database, last_seen):
    with database.owner_engine.begin() as connection:
        connection.execute(text("DELETE FROM procrastinate_workers"))
        if last_seen:
            connection.execute(
                text(f"INSERT INTO procrastinate_workers (last_heartbeat) VALUES ({last_seen})")
            )
    with pytest.raises(NoWorker):
        check_worker(database.app_engine)


def test_a_worker_loads_what_writes_files_only_when_it_writes_some():
    heavy = "{'altair', 'pandas', 'folium', 'docx', 'pptx', 'typst', 'vl_convert'}"
    asked = (
        f"import sys, geoapp.cli, geoapp.jobs.worker; print(sorted({heavy} & sys.modules.keys()))"
    )
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"

"""The worker runs its jobs over the service's own database."""

import asyncio
from dataclasses import replace

from geoapp.jobs.worker import build_worker


def test_a_job_that_is_queued_is_run_and_forgotten(settings, database):
    stale = settings.tile_cache_dir / "aa" / "aa1"
    stale.parent.mkdir(parents=True, exist_ok=True)
    stale.write_bytes(b"x" * 2_000_000)
    worker = build_worker(replace(settings, tile_cache_mb=1), database)
    asyncio.run(run_once(worker, "prune-tile-cache"))
    assert not stale.exists()


async def run_once(worker, name):
    async with worker.open_async():
        await worker.tasks[name].defer_async(timestamp=0)
        await worker.run_worker_async(wait=False, delete_jobs="successful")

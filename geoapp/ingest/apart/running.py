"""Starting a reading process and waiting for its answer, however it ends."""

import os
import selectors
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from geoapp.domain.messages import message
from geoapp.ingest.apart.job import Answer, Job, Stated
from geoapp.ingest.limits import Limits, over_limit
from geoapp.ingest.raw_table import unfinished
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.stored import from_json, to_json

CHILD: Final = "geoapp.ingest.apart.child"
# No address, secret or proxy of the service reaches a reader of foreign files.
ENVIRONMENT: Final = {
    "PATH": "/usr/bin:/bin",
    "LANG": "C.UTF-8",
    "PROJ_NETWORK": "OFF",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONMALLOC": "malloc",
}
# By the signal that the processor-time limit sends, and the one that ends it for good.
OUT_OF_TIME: Final = (-24, -9)
LINE_BYTES: Final = 1 << 20


def read_apart(job: Job, progress: Callable[[int, int | None], None]) -> Stated:
    """Run the job; raises `UploadRefused`, also when the process died or took too long."""
    with subprocess.Popen(
        [sys.executable, "-I", "-m", CHILD, to_json(job).decode()],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=ENVIRONMENT,
        cwd=job.scratch,
    ) as process:
        try:
            for answer in _answers(process, time.monotonic() + job.limits.seconds):
                if answer.refused:
                    refused = answer.refused
                    raise UploadRefused(refused.code, refused.message, limit=refused.limit)
                if answer.stated:
                    return answer.stated
                progress(answer.done or 0, answer.all)
            raise _died(process.wait(), job.limits)
        except TimeoutError:
            raise over_limit(job.limits, "seconds") from None
        except msgspec.DecodeError as problem:
            raise _died(0, job.limits) from problem
        finally:
            process.kill()
            unfinished(Path(job.table)).unlink(missing_ok=True)


def _answers(process: subprocess.Popen[bytes], until: float) -> Iterator[Answer]:
    """Yield answers until the process closes its output; raises TimeoutError."""
    assert process.stdout is not None  # noqa: S101  Popen was told to pipe it
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        begun = b""
        while True:
            if not selector.select(max(0.0, until - time.monotonic())):
                raise TimeoutError
            piece = os.read(process.stdout.fileno(), LINE_BYTES)
            if not piece:
                return
            *lines, begun = (begun + piece).split(b"\n")
            yield from (from_json(Answer, line) for line in lines)


def _died(status: int, limits: Limits) -> UploadRefused:
    if status in OUT_OF_TIME:
        return over_limit(limits, "seconds")
    return UploadRefused(
        "reader_died",
        message("The file broke the program that reads it; it is damaged or not what it seems."),
    )

"""Many who ask for one file at once, and each heeds what it is told until the file comes."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.error import HTTPError
from urllib.request import urlopen

PATIENCE_S = 120


def crowd(address: str, path: str, people: int) -> None:
    """Return once all have the file; raises where one is refused for good."""
    with ThreadPoolExecutor(people) as pool:
        for asking in [pool.submit(_ask, address, path) for _ in range(people)]:
            asking.result()


def _ask(address: str, path: str) -> None:
    last = time.monotonic() + PATIENCE_S
    while time.monotonic() < last:
        try:
            with urlopen(address + path, timeout=PATIENCE_S) as answer:
                answer.read()
                return
        except HTTPError as refusal:
            if refusal.code != 503:
                raise
            path = json.load(refusal)["again"]
            time.sleep(int(refusal.headers["Retry-After"]))
    raise RuntimeError(f"{path} was not answered within {PATIENCE_S} s")

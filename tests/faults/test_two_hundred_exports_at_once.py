"""Two hundred exports asked for at once: all end with the file, and the map answers meanwhile."""

import csv
import io
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

AT_ONCE = 200
# Large ones among many small ones, as on the eve of a meeting.
PATHS = ("/exports/pdf?area=district:482@2025-06-30", *["/exports/csv?sector=tourism"] * 19)
MAP = ("/map/summary", "/map/list", "/tiles/projects/9/409/232.mvt")


@dataclass
class Crowd:
    """What those who ask were told, and got."""

    address: str
    places: list[int] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)

    def ask(self, path):
        """Ask until the file comes, as a program does that heeds what it is told."""
        again = path
        while True:
            status, said, body = self._get(again)
            if status == 200:
                self.files.append((path, body))
                return
            told = json.loads(body)
            self.places.append(told["place"])
            again = told["again"]
            time.sleep(int(said["Retry-After"]))

    def _get(self, path):
        try:
            with urlopen(self.address + path, timeout=300) as answer:
                return answer.status, answer.headers, answer.read()
        except HTTPError as refusal:
            return refusal.code, refusal.headers, refusal.read()


@pytest.fixture(scope="module")
def crowd(live_server):
    """All have their file; `seen` says how many had when the map was asked and answered."""
    crowd, seen = Crowd(live_server), []
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asking = [pool.submit(crowd.ask, PATHS[number % len(PATHS)]) for number in range(AT_ONCE)]
        while len(crowd.files) < AT_ONCE and not all(one.done() for one in asking):
            for path in MAP:
                with urlopen(live_server + path, timeout=300) as answer:
                    assert answer.status == 200
            seen.append(len(crowd.files))
        for one in asking:
            one.result()
    crowd.seen = seen
    return crowd


def test_every_one_of_them_ends_with_the_file(crowd):
    assert len(crowd.files) == AT_ONCE
    sizes = {path: {len(content) for at, content in crowd.files if at == path} for path in PATHS}
    assert [len(found) for found in sizes.values()] == [1, 1]


def test_the_files_are_whole(crowd):
    found = dict(crowd.files)
    assert found[PATHS[0]].startswith(b"%PDF")
    assert found[PATHS[0]].rstrip().endswith(b"%%EOF")
    rows = list(csv.DictReader(io.StringIO(found[PATHS[1]].decode("utf-8-sig"))))
    assert {row["sector"] for row in rows} == {"tourism"}


def test_those_who_had_to_wait_were_told_their_place(crowd):
    assert len(crowd.places) > 0
    assert 1 <= min(crowd.places) <= max(crowd.places) <= AT_ONCE


def test_the_map_answers_while_they_wait(crowd):
    assert sum(finished < AT_ONCE for finished in crowd.seen) > 1

"""HTTP requests on a connection that stays open, timed from asking to the last byte read."""

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float


class Asker:
    """One client; what is not 200 or 304 is an error."""

    def __init__(self, address: str) -> None:
        split = urlsplit(address)
        self._connection = http.client.HTTPConnection(split.hostname, split.port, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        begun = time.perf_counter()
        self._connection.request("GET", path, headers={"Accept-Encoding": "gzip, br"} | named)
        answer = self._connection.getresponse()
        body = answer.read()
        seconds = time.perf_counter() - begun
        if answer.status not in (200, 204, 304):
            raise RuntimeError(f"{path} answered {answer.status}")
        return Answer(answer.status, dict(answer.headers), body, seconds)

"""Static files whose address changes with their content, so that browsers keep them for good."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, request

FOR_GOOD = "public, max-age=31536000, immutable"
# Style sheets name fonts without a digest, and a preload must name them alike.
FONT, FOR_A_WEEK = ".woff2", "public, max-age=604800"


@lru_cache(maxsize=256)
def _digest(path: Path, _changed_ns: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:12]


def stamp(endpoint: str, values: dict[str, Any]) -> None:
    """Add `v`, a digest of the file, to the address of a static file that exists."""
    if endpoint == "static" and not values.get("filename", FONT).endswith(FONT):
        path = Path(current_app.static_folder or "") / values["filename"]
        if path.is_file():
            values["v"] = _digest(path, path.stat().st_mtime_ns)


def keep(response: Response) -> Response:
    """Let a file asked for by its digest be kept for good; others are asked for again."""
    if request.endpoint == "static" and response.status_code == 200:
        if request.path.endswith(FONT):
            response.headers["Cache-Control"] = FOR_A_WEEK
        elif "v" in request.args:
            response.headers["Cache-Control"] = FOR_GOOD
    return response


def init_app(app: Flask) -> None:
    """Stamp addresses and set how long answers may be kept."""
    app.url_defaults(stamp)
    app.after_request(keep)

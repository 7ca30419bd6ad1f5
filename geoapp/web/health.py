"""Whether the service and its database answer; never waits for long."""

from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as WaitedTooLong

from flask import Blueprint, Response, jsonify
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from geoapp.queries.workers import LATELY_SEEN
from geoapp.web.state import shared

blueprint = Blueprint("health", __name__)
PATIENCE_SECONDS = 0.7
_asker = ThreadPoolExecutor(max_workers=2, thread_name_prefix="health")


@blueprint.get("/healthz")
def healthz() -> Response:
    """Answer 200 with the database's state, 503 when it does not answer in time.

    `worker` tells whether somebody runs what is queued; pages are served without one too.
    """
    asked = _asker.submit(_ask, shared().engine)
    try:
        worker = asked.result(PATIENCE_SECONDS)
        state, status = "ok", 200
    except (WaitedTooLong, SQLAlchemyError):
        asked.cancel()
        state, status, worker = "unavailable", 503, None
    response = jsonify(service="geoapp", database=state, worker=worker)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def _ask(engine: Engine) -> bool:
    with engine.connect() as connection:
        return bool(connection.scalar(LATELY_SEEN))

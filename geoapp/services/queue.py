"""Putting a job in the queue inside the write's own transaction: both happen or neither."""

from typing import Any

import procrastinate
from sqlalchemy.orm import Session


def enqueue(session: Session, task: str, **arguments: Any) -> None:
    """Queue the job `task` of the worker; it starts once the session commits."""
    connection = session.connection().connection.driver_connection
    app = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())
    app.configure_task(task, connection=connection).defer(**arguments)

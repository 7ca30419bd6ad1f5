"""Server processes that stand back: large work leaves the processor to whoever looks at the map."""

import os
from contextlib import suppress
from typing import Any

from sqlalchemy import event

from geoapp.db.engine import Database


def stand_back(database: Database, by: int) -> None:
    """Lower the priority of this process, and of what a private cluster does for it, by `by`.

    A server elsewhere, or another user's, is left as it is.
    """
    os.nice(by)
    if database.cluster is None:
        return
    # Connections that are open already would go on as before.
    database.app_engine.dispose()

    @event.listens_for(database.app_engine, "connect")
    def lower(connection: Any, _: Any) -> None:
        with suppress(PermissionError, ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, connection.info.backend_pid, by)

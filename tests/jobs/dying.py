"""Brings an upload forward in a process of its own and dies, as by kill -9, at a chosen point."""

import os
import signal
import sys

from geoapp.db.engine import open_database
from geoapp.services import upload_stages
from geoapp.services.workshop import open_workshop
from geoapp.settings import Settings


def die_after(name: str) -> None:
    """Let the stage do what is named, and die before it can commit."""
    real = getattr(upload_stages, name)

    def last_words(*given, **named):
        real(*given, **named)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(upload_stages, name, last_words)


settings = Settings.from_env()
with open_database(settings) as database:
    die_after(sys.argv[2])
    upload_stages.advance(open_workshop(settings, database.app_engine), int(sys.argv[1]))

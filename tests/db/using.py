"""A program that uses the private cluster in a process of its own, for tests to end or kill."""

import sys

from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from geoapp.db.engine import open_database
from geoapp.settings import Settings

with open_database(Settings.from_env()) as database:
    for line in sys.stdin:
        try:
            with database.app_engine.connect() as connection:
                answer = connection.scalar(text(line))
        except OperationalError:  # the server was killed under our hands
            answer = ""
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()

"""Large work stands back for the map, in the worker and in the database that works for it."""

import os

import pytest
from sqlalchemy import text

from geoapp.db.engine import cluster_database
from geoapp.db.standing_back import stand_back


@pytest.fixture
def lowered(monkeypatch):
    """What was asked of the system for this very process, which stays as it is."""
    asked = []
    monkeypatch.setattr(os, "nice", asked.append)
    return asked


def priority(engine):
    with engine.connect() as connection:
        number = connection.scalar(text("SELECT pg_backend_pid()"))
        return os.getpriority(os.PRIO_PROCESS, number)


def test_what_the_cluster_does_for_a_worker_stands_back_with_it(database, lowered):
    own = cluster_database(database.cluster, database.app_engine.url.database)
    usual = priority(own.app_engine)
    stand_back(own, usual + 3)
    assert lowered == [usual + 3]
    assert priority(own.app_engine) == usual + 3
    assert priority(database.app_engine) == usual
    own.app_engine.dispose()

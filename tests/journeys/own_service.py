"""A service of a module's own, for journeys that change what everybody sees."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from geoapp.db.cluster import Cluster
from geoapp.settings import Settings
from tests.conftest import free_port, serving


@contextmanager
def own_service(settings: Settings, cluster: Cluster, database: str) -> Iterator[str]:
    """Serve a database of the tests' cluster, and drop it afterwards."""
    with serving(replace(settings, database=database, port=free_port())) as address:
        yield address
    cluster.drop_database(database)

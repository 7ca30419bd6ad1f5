"""Clusters in folders of their own."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from geoapp.settings import Settings
from tests.db.homes import Home


@pytest.fixture(scope="module")
def place() -> Iterator[Settings]:
    """A folder for a cluster, made by the first test that starts one."""
    folder = Path(tempfile.mkdtemp(prefix="geoapp-test-", dir="/var/tmp"))
    folder.chmod(0o755)
    env = {"GEOAPP_DATA_DIR": folder, "GEOAPP_RUN_DIR": folder / "run", "GEOAPP_DURABLE": "0"}
    yield Settings.from_env({name: str(value) for name, value in env.items()})
    shutil.rmtree(folder)


@pytest.fixture
def home(place: Settings) -> Iterator[Home]:
    """The module's cluster folder, with nobody using it before and after."""
    home = Home(place)
    yield home
    home.close()

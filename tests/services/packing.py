"""Packs walked through by people and a worker, for tests of what comes of them."""

import zipfile
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.rights import NOBODY, Viewer
from geoapp.models import Pack
from geoapp.services.pack_making import advance_pack
from geoapp.services.pack_orders import parse_pack_order
from geoapp.services.pack_room import open_pack_room
from geoapp.services.packs import Asking, order_pack
from tests.conftest import TODAY

PHU_LOC, PHU_VANG = "district:482@2025-06-30", "district:478@2025-06-30"
HUE = ("area", "province:46@2026-01-01")
TWO = [("unit", PHU_LOC), ("unit", PHU_VANG), ("format", "csv"), ("format", "geojson")]


class PackDesk:
    """Asks for packs and makes them at once, in a folder of its own."""

    def __init__(self, settings: Any, database: Any, folder: Any) -> None:
        self.engine = database.app_engine
        own = replace(settings, data_dir=folder, database=self.engine.url.database)
        self.room = open_pack_room(own, self.engine)

    def ask(self, *pairs: tuple[str, str], viewer: Viewer = NOBODY, **given: Any) -> int:
        with Session(self.engine) as session:
            order = parse_pack_order(pairs or TWO, today=TODAY)
            return order_pack(session, order, Asking(viewer, TODAY, **given)).id

    def make(self, number: int) -> Pack:
        advance_pack(self.room, number)
        return self.pack(number)

    def pack(self, number: int) -> Pack:
        with Session(self.engine) as session:
            return session.get_one(Pack, number)

    def archive(self, number: int) -> zipfile.ZipFile:
        return zipfile.ZipFile(self.room.archive_path(number))

    def names(self, number: int) -> list[str]:
        with self.archive(number) as archive:
            return archive.namelist()

    def change(self, number: int, **values: Any) -> None:
        with self.engine.begin() as connection:
            for name, value in values.items():
                statement = f"UPDATE pack SET {name} = :value WHERE id = :number"
                connection.execute(text(statement), {"value": value, "number": number})


@contextmanager
def pack_desk(settings: Any, database: Any, folder: Any):
    """A desk whose packs are forgotten afterwards."""
    yield PackDesk(settings, database, folder)
    with database.app_engine.begin() as connection:
        connection.execute(text("DELETE FROM pack"))


@pytest.fixture
def desk(settings, sample, tmp_path):
    with pack_desk(settings, sample, tmp_path) as desk:
        yield desk

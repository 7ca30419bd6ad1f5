"""Packs whose time is over go, with their files."""

from datetime import UTC, datetime, timedelta

from geoapp.services import pack_pruning
from geoapp.services.pack_pruning import prune_packs
from tests.services.packing import desk

__all__ = ["desk"]
NOW = datetime.now(UTC)


def prune(desk, now=NOW):
    prune_packs(desk.engine, desk.room.settings.packs_dir, now)


def test_a_pack_stays_until_its_time_is_over(desk):
    number = desk.ask()
    desk.make(number)
    prune(desk)
    assert desk.room.archive_path(number).exists()
    prune(desk, NOW + timedelta(days=8))
    assert desk.pack(number).state == "expired"
    assert not desk.room.archive_path(number).exists()


def test_of_one_person_the_latest_are_kept(desk, monkeypatch):
    monkeypatch.setattr(pack_pruning, "MOST_KEPT", 1)
    first, second = desk.ask(), desk.ask()
    desk.make(first)
    desk.make(second)
    prune(desk)
    assert (desk.pack(first).state, desk.pack(second).state) == ("expired", "done")


def test_what_is_being_made_is_left_alone(desk):
    number = desk.ask()
    folder = desk.room.work_dir(number)
    folder.mkdir()
    prune(desk)
    assert folder.exists()


def test_what_belongs_to_no_pack_is_removed(desk):
    for name in ("999", "998.zip"):
        path = desk.room.settings.packs_dir / name
        path.mkdir() if name == "999" else path.write_bytes(b"zip")
    prune(desk)
    assert list(desk.room.settings.packs_dir.iterdir()) == []


def test_after_a_season_nothing_is_told_of_it(desk):
    number = desk.ask()
    desk.make(number)
    desk.change(number, state="expired", ended_at=NOW - timedelta(days=100))
    prune(desk)
    with desk.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM pack").scalar() == 0

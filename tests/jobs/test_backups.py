"""A backup is made once a night, made up for when the machine was off, and not kept for ever."""

import os
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from geoapp.jobs.backups import backups, last_due, make_due_backup
from geoapp.settings import VIETNAM

MORNING = datetime(2026, 11, 20, 8, 0, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("hour", "due"), [(2, "2026-11-20 02:00"), (8, "2026-11-20 08:00"), (9, "2026-11-19 09:00")]
)
def test_a_backup_was_last_due_at_the_hour_that_has_come(hour, due):
    assert last_due(MORNING, hour).strftime("%Y-%m-%d %H:%M") == due


@pytest.fixture
def nightly(settings, tmp_path):
    return replace(settings, backup_dir=tmp_path / "backups", backups_kept=2)


def note(nightly, day):
    """Leave a file that looks like the backup of a night."""
    made = MORNING.replace(day=day, hour=2, minute=5)
    path = nightly.backup_dir / f"geoapp-{made:%Y%m%d-%H%M%S}.tar"
    path.parent.mkdir(exist_ok=True)
    path.touch()
    os.utime(path, (made.timestamp(), made.timestamp()))
    return path


def test_without_a_folder_nothing_is_due(settings, database):
    assert make_due_backup(settings, database, MORNING) is None


def test_the_first_backup_is_due_at_once(nightly, database):
    assert make_due_backup(nightly, database, MORNING).stat().st_size > 10_000


def test_a_night_has_one_backup(nightly, database):
    note(nightly, 20)
    assert make_due_backup(nightly, database, MORNING) is None


def test_a_machine_that_was_off_makes_up_for_it(nightly, database):
    note(nightly, 18)
    assert make_due_backup(nightly, database, MORNING - timedelta(hours=7)) is not None


def test_only_the_newest_are_kept(nightly, database):
    old = [note(nightly, day) for day in (16, 17, 18)]
    written = make_due_backup(nightly, database, MORNING)
    assert backups(nightly.backup_dir) == [old[-1], written]

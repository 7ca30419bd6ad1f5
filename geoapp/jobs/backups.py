"""The backup of every night: made once it is due, the oldest ones removed."""

from datetime import datetime, timedelta
from pathlib import Path

from geoapp.db.engine import Database
from geoapp.services.backup import write_backup
from geoapp.settings import Settings


def make_due_backup(settings: Settings, database: Database, now: datetime) -> Path | None:
    """Write a backup if none was made since the last backup hour; None where nothing was due.

    A machine that was off at that hour makes up for it.
    """
    folder = settings.backup_dir
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    made = backups(folder)
    if made and made[-1].stat().st_mtime >= last_due(now, settings.backup_hour).timestamp():
        return None
    written = write_backup(settings, database, folder)
    for old in backups(folder)[: -settings.backups_kept]:
        old.unlink()
    return written


def last_due(now: datetime, hour: int) -> datetime:
    """Return the last moment, by the clock of `now`, at which a backup was due."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


def backups(folder: Path) -> list[Path]:
    """The backups in a folder, oldest first; their names carry the time."""
    return sorted(folder.glob("geoapp-????????-??????.tar"))

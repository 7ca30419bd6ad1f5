"""Back up the whole service into one checked archive."""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from geoapp.db.dump import dump_database
from geoapp.db.engine import Database
from geoapp.db.migrate import current_revision
from geoapp.services.archive import Manifest, sha256_of, write_archive
from geoapp.settings import Settings

DUMP = "database.dump"
FILES = "files"
# Kept for whoever rebuilds the service; addresses and keys stay out of the archive.
SETTINGS_KEPT = (
    "title_vi",
    "title_en",
    "place_vi",
    "place_en",
    "late_points",
    "report_due_day",
    "disbursement_points",
    "stalled_months",
    "time_zone",
)


def write_backup(settings: Settings, database: Database, target: Path) -> Path:
    """Write database and received files to `target`, or to a dated file in that folder."""
    now = datetime.now(settings.time_zone)
    if target.is_dir():
        target = target / f"geoapp-{now:%Y%m%d-%H%M%S}.tar"
    target.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=target.parent, prefix=".geoapp-") as folder:
        dump = Path(folder) / DUMP
        dump_database(database, dump)
        files = {DUMP: dump} | _received_files(settings.files_dir)
        write_archive(target, _manifest(settings, database, now, files), files)
    return target


def _received_files(folder: Path) -> dict[str, Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"{FILES}/{path.relative_to(folder).as_posix()}": path for path in found}


def _manifest(
    settings: Settings, database: Database, now: datetime, files: dict[str, Path]
) -> Manifest:
    with database.owner_engine.connect() as connection:
        server = connection.scalar(text("SHOW server_version"))
    return Manifest(
        made_at=now.isoformat(timespec="seconds"),
        geoapp=version("geoapp"),
        server=str(server),
        schema=current_revision(database.owner_engine),
        app_role=database.app_role,
        settings={name: str(getattr(settings, name)) for name in SETTINGS_KEPT},
        files={name: sha256_of(path) for name, path in files.items()},
    )

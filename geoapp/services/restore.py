"""Restore an archive into an empty service."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from geoapp.db.dump import has_tables, load_dump
from geoapp.db.engine import Database
from geoapp.db.migrate import known_revisions, upgrade
from geoapp.domain.errors import BadFile, Conflict
from geoapp.domain.messages import message
from geoapp.services.archive import Manifest, unpack_archive
from geoapp.services.backup import DUMP, FILES
from geoapp.settings import Settings


def restore_backup(settings: Settings, database: Database, source: Path) -> Manifest:
    """Restore database and files, and bring the tables up to this version.

    Raises `Conflict` where anything is there already, `BadFile` for an archive that is damaged or
    too new; nothing is changed then.
    """
    _check_empty(settings, database)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.data_dir, prefix=".restore-") as folder:
        manifest = unpack_archive(source, Path(folder))
        _check_fits(manifest, database)
        load_dump(database, Path(folder) / DUMP)
        if (Path(folder) / FILES).exists():
            shutil.rmtree(settings.files_dir, ignore_errors=True)
            (Path(folder) / FILES).rename(settings.files_dir)
    upgrade(database.owner_engine, database.app_role)
    return manifest


def _check_empty(settings: Settings, database: Database) -> None:
    if has_tables(database.owner_engine):
        raise Conflict(
            message(
                "The database is not empty, and nothing is overwritten. Restore into a new one: "
                "set GEOAPP_DATA_DIR to a new folder, or DATABASE_URL to an empty database."
            )
        )
    if settings.files_dir.exists() and any(settings.files_dir.iterdir()):
        raise Conflict(
            message(
                "{folder} is not empty, and nothing is overwritten.", folder=str(settings.files_dir)
            )
        )


def _check_fits(manifest: Manifest, database: Database) -> None:
    if manifest.schema and manifest.schema not in known_revisions():
        raise BadFile(
            message(
                "The archive was made by a newer version ({version}) of geoapp; install that one.",
                version=manifest.geoapp,
            )
        )
    if manifest.app_role and manifest.app_role != database.app_role:
        raise BadFile(
            message(
                "The archive gives rights to the role {role}; connect with a role of that name.",
                role=manifest.app_role,
            )
        )

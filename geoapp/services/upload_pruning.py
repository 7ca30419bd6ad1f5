"""Tidying up after uploads: what nobody will look at again is removed, what history needs stays."""

import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, Select, delete, exists, func, select
from sqlalchemy.orm import Session

from geoapp.domain.uploads import ENDED, WORKING
from geoapp.models import Revision, Upload, UploadEvent, UploadIssue, UploadRow, UploadTie
from geoapp.services.received_files import kept_file
from geoapp.services.upload_events import note_event
from geoapp.services.workshop import Workshop

STAGED = (UploadTie, UploadRow, UploadIssue)
WITHOUT_CHANGE = ("cancelled", "failed")
# A file that came a moment ago may belong to an upload that is not noted yet.
FRESH_S = 86_400
LAST_EVENT = (
    select(func.max(UploadEvent.at)).where(UploadEvent.upload_id == Upload.id).scalar_subquery()
)


def prune_uploads(shop: Workshop, now: datetime, *, rows_days: int, days: int) -> None:
    """End uploads that nobody touched for `days`, and remove what is left of those that ended.

    Rows go `rows_days` after the end, files of uploads that changed nothing `days` after it.
    """
    _end_untouched(shop.engine, now - timedelta(days=days))
    _remove_rows(shop.engine, now - timedelta(days=rows_days))
    _remove_tables(shop)
    _remove_files(shop, now - timedelta(days=days))


def _end_untouched(engine: Engine, since: datetime) -> None:
    with Session(engine) as session:
        untouched = (
            select(Upload)
            .where(Upload.state.not_in((*WORKING, *ENDED)), since > LAST_EVENT)
            .with_for_update(skip_locked=True)
        )
        for upload in session.scalars(untouched):
            upload.state = "cancelled"
            upload.version += 1
            note_event(session, upload, "service", "cancel")
        session.commit()


def _remove_rows(engine: Engine, since: datetime) -> None:
    """Remove staged rows, upload by upload; where they lay stays, so that who sees it does."""
    with Session(engine) as session:
        ended = select(Upload.id).where(
            Upload.state.in_(ENDED),
            since > LAST_EVENT,
            exists().where(UploadRow.upload_id == Upload.id)
            | exists().where(UploadIssue.upload_id == Upload.id),
        )
        for number in session.scalars(ended).all():
            for table in STAGED:
                session.execute(delete(table).where(table.upload_id == number))
            session.commit()


def _remove_tables(shop: Workshop) -> None:
    """Remove what was read of files whose upload has ended, or is not there at all."""
    with Session(shop.engine) as session:
        open_ones = set(session.scalars(select(Upload.id).where(Upload.state.not_in(ENDED))))
    for path in _older(shop.work_dir.glob("*"), FRESH_S):
        number = path.name.partition(".")[0]
        if not number.isdigit() or int(number) not in open_ones:
            path.unlink(missing_ok=True)


def _remove_files(shop: Workshop, since: datetime) -> None:
    for draft in _older(shop.files_dir.glob(".part-*"), FRESH_S):
        draft.unlink(missing_ok=True)
    with Session(shop.engine) as session:
        for digest in session.scalars(_unused_files(since)).all():
            _remove_file(kept_file(shop.files_dir, digest))


def _unused_files(since: datetime) -> Select[str]:
    other = Upload.__table__.alias("other")
    events = select(func.max(UploadEvent.at)).where(UploadEvent.upload_id == other.c.id)
    wanted = exists().where(
        other.c.file_sha256 == Upload.file_sha256,
        other.c.state.not_in(WITHOUT_CHANGE) | (events.scalar_subquery() >= since),
    )
    return (
        select(Upload.file_sha256)
        .distinct()
        .where(
            Upload.state.in_(WITHOUT_CHANGE),
            ~wanted,
            ~exists().where(Revision.file_sha256 == Upload.file_sha256),
        )
    )


def _remove_file(path: Path) -> None:
    """Remove a file unless it came again meanwhile, which its time tells."""
    aside = path.with_name(f".gone-{path.name}")
    with suppress(FileNotFoundError):
        path.rename(aside)
        if time.time() - aside.stat().st_mtime < FRESH_S and not path.exists():
            aside.rename(path)
        else:
            aside.unlink()


def _older(paths: Iterator[Path], seconds: int) -> Iterator[Path]:
    for path in paths:
        with suppress(FileNotFoundError):
            if path.is_file() and time.time() - path.stat().st_mtime > seconds:
                yield path

"""Bringing an upload forward by itself: read, check, apply, each a stage that can begin again.

Whoever advances an upload holds a lock of its own in the database, which ends with the
connection: after a crash the next one waits for nobody and repeats the stage.
"""

import time
from collections.abc import Callable
from typing import Any, get_args

import orjson
from sqlalchemy import func, select, text, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from geoapp.domain.errors import GeoappError
from geoapp.domain.messages import Message, message
from geoapp.domain.traces import Trace
from geoapp.domain.uploads import WORKING
from geoapp.ingest.checked import Action, CheckedBatch, Summary
from geoapp.ingest.checking import check_upload
from geoapp.ingest.choices import Choices
from geoapp.ingest.reading import read_upload
from geoapp.ingest.refusals import UploadRefused
from geoapp.ingest.stored import from_json, to_json
from geoapp.models import Agency, Upload
from geoapp.queries.agencies import read_agencies
from geoapp.queries.known import read_known
from geoapp.queries.users import read_named_viewer
from geoapp.services.apply import CameBetween, apply_rows
from geoapp.services.audit import note_refusal
from geoapp.services.behind import behind
from geoapp.services.received_files import kept_file
from geoapp.services.staged_rows import (
    ensure_tied,
    forget_rows,
    store_issues,
    store_missing,
    store_rows,
)
from geoapp.services.upload_choices import (
    find_surroundings,
    first_choices,
    next_state,
    remember_columns,
)
from geoapp.services.upload_events import note_event
from geoapp.services.upload_frames import propose_again
from geoapp.services.upload_rights import NoLongerTheirs, counted_again, refuse_rows
from geoapp.services.workshop import Workshop, held

MOST_ATTEMPTS = 3
# Each time is a transaction that waits for the disk; a person sees no more.
TELL_EVERY_S = 0.3
NO_HURRY = text(
    "SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true), "
    "set_config('idle_in_transaction_session_timeout', '0', true), "
    # Sorts and joins of a whole file, which would else go through files of their own.
    "set_config('work_mem', '32MB', true)"
)


class Stopped(Exception):
    """Somebody cancelled the upload meanwhile."""


def advance(shop: Workshop, upload_id: int) -> None:
    """Run stage after stage until the upload waits for a person or has ended."""
    with held(shop.engine, upload_id):
        while (state := _state(shop, upload_id)) in WORKING:
            try:
                if not _begin(shop, upload_id):
                    return
                STAGES[state](shop, upload_id)
            except Stopped:
                return
            except CameBetween:
                continue
            except (IntegrityError, DataError) as error:
                _fail(shop, upload_id, "refused-by-database", _refused_by(error))
            except UploadRefused as refusal:
                _fail(shop, upload_id, refusal.code, refusal.detail)
            except NoLongerTheirs as refused:
                _refuse(shop, upload_id, refused)
            except GeoappError as error:
                _fail(shop, upload_id, "failed", error.detail)
        if state == "ready":
            find_units(shop, upload_id)


def read(shop: Workshop, upload_id: int) -> None:
    """Read the file and go on to checking where nothing is left to choose."""
    with Session(shop.engine) as session:
        upload = session.get_one(Upload, upload_id)
        path = kept_file(shop.files_dir, upload.file_sha256)
        surroundings = find_surroundings(session, upload)
    reading = read_upload(
        path, shop.table_path(upload_id), surroundings, shop.limits, _progress(shop, upload_id)
    )
    with Session(shop.engine) as session:
        upload = _locked(session, upload_id)
        upload.reading = orjson.loads(to_json(reading))
        upload.choices = first_choices(reading, shop.today)
        upload.state = next_state(reading, upload.choices)
        _settled(upload, reading.rows)
        session.commit()


def check(shop: Workshop, upload_id: int) -> None:
    """Check and compare every row and store what was found, all of it or nothing."""
    table = shop.table_path(upload_id)
    if not table.exists():
        _read_again(shop, upload_id)
    if _needs_position(shop, upload_id):
        return
    # What is known is read by a connection of its own: the other is storing meanwhile.
    with Session(shop.engine) as session, Session(shop.engine) as reading:
        session.execute(NO_HURRY)
        reading.execute(NO_HURRY)
        upload = session.get_one(Upload, upload_id)
        forget_rows(session, upload_id)
        uploader = read_named_viewer(session, upload.actor)
        known = read_known(reading, _scope(session, upload), uploader)
        ids = {row.code: row.id for row in session.execute(select(Agency.code, Agency.id))}

        def store(batch: CheckedBatch) -> None:
            store_rows(session, upload_id, batch.rows, ids)
            store_issues(session, upload_id, batch.issues)

        choices = from_json(Choices, orjson.dumps(upload.choices))
        checked_at = session.scalar(select(func.now()))
        with behind(store) as store_behind:
            summary = check_upload(
                table, choices, known, store_behind, shop.limits, _progress(shop, upload_id)
            )
        store_missing(session, upload_id, summary.missing)
        upload.tied_at_revision = None
        refused = refuse_rows(session, upload, uploader, shop.today)
        upload = _locked(session, upload_id)
        upload.summary = counted_again(_counts(summary), refused)
        remember_columns(session, upload.agency_id, choices)
        upload.checked_at = checked_at
        upload.state = "ready"
        _settled(upload, upload.total)
        session.commit()


def apply(shop: Workshop, upload_id: int) -> None:
    """Write the changes to the projects, in the transaction that ends the upload."""
    with Session(shop.engine) as session:
        session.execute(NO_HURRY)
        upload = _locked(session, upload_id)
        apply_rows(session, upload, shop.today)
        _settled(upload, upload.total)
        session.commit()


def find_units(shop: Workshop, upload_id: int) -> None:
    """Find the units of what is staged while people look at it, so that applying is quick."""
    with Session(shop.engine) as session:
        session.execute(NO_HURRY)
        upload = session.get_one(Upload, upload_id)
        ensure_tied(session, upload, shop.today)
        session.commit()


STAGES: dict[str, Callable[[Workshop, int], None]] = {
    "received": read,
    "reading": read,
    "checking": check,
    "applying": apply,
}


def _needs_position(shop: Workshop, upload_id: int) -> bool:
    """Ask for the system of columns that were named as coordinates only now."""
    with Session(shop.engine) as session:
        upload = _locked(session, upload_id)
        if (upload.choices or {}).get("frame") or not propose_again(shop, session, upload):
            session.commit()
            return False
        upload.state = "needs-position"
        _settled(upload, upload.total)
        session.commit()
    return True


def _read_again(shop: Workshop, upload_id: int) -> None:
    with Session(shop.engine) as session:
        upload = session.get_one(Upload, upload_id)
        path = kept_file(shop.files_dir, upload.file_sha256)
        surroundings = find_surroundings(session, upload)
    table = shop.table_path(upload_id)
    read_upload(path, table, surroundings, shop.limits, _progress(shop, upload_id))


def _scope(session: Session, upload: Upload) -> list[int] | None:
    """Return the agencies whose projects the file might be expected to name."""
    if upload.agency_id is None:
        return None
    agencies = read_agencies(session)
    return agencies.answering_as(agencies.by_id[upload.agency_id].code)


def _counts(summary: Summary) -> dict[str, Any]:
    return {
        **{name: summary.actions.get(name, 0) for name in get_args(Action)},
        "missing": len(summary.missing),
        "errors": summary.errors,
        "warnings": summary.warnings,
    }


def _state(shop: Workshop, upload_id: int) -> str:
    with Session(shop.engine) as session:
        return session.get_one(Upload, upload_id).state


def _begin(shop: Workshop, upload_id: int) -> bool:
    """Count the attempt; one that takes its worker down each time is given up."""
    with Session(shop.engine) as session:
        upload = _locked(session, upload_id)
        upload.attempts += 1
        if upload.state == "received":
            upload.state = "reading"
        tired = upload.attempts > MOST_ATTEMPTS
        session.commit()
    if tired:
        _fail(shop, upload_id, GAVE_UP_CODE, GAVE_UP)
    return not tired


def _refused_by(error: DBAPIError) -> Message:
    diagnosis = getattr(error.orig, "diag", None)
    return message(
        "The database refused the rows, rule {rule}.",
        rule=getattr(diagnosis, "constraint_name", None) or type(error.orig).__name__,
    )


# Choices that do not fit the file can be made again, rows that could not be written shown.
BACK_TO = {"checking": "needs-columns", "applying": "ready"}
GAVE_UP_CODE = "gave-up"
GAVE_UP = message("The service broke off at this file several times and has given it up.")


def _settled(upload: Upload, rows: int | None) -> None:
    upload.attempts, upload.done, upload.total = 0, 0, rows
    upload.version += 1


def _fail(shop: Workshop, upload_id: int, code: str, detail: Message) -> None:
    """Say the reason and lead back to where a person can do something, or end the upload."""
    with Session(shop.engine) as session:
        upload = _locked(session, upload_id)
        upload.problem = {"code": code, "message": orjson.loads(to_json(detail))}
        upload.state = "failed" if code == GAVE_UP_CODE else BACK_TO.get(upload.state, "failed")
        _settled(upload, upload.total)
        note_event(session, upload, "service", upload.state, str(detail))
        session.commit()


def _refuse(shop: Workshop, upload_id: int, refused: NoLongerTheirs) -> None:
    """Say whose rights are missing, and leave a trace as of anything refused."""
    note_refusal(shop.engine, Trace(refused.who, refused.what, refused.thing, refused.reason))
    detail = message(
        "{who} may not write these changes: {reason} Check the file again.",
        who=refused.who,
        reason=refused.detail,
    )
    _fail(shop, upload_id, "not-theirs", detail)


def _locked(session: Session, upload_id: int) -> Upload:
    """Return the upload, held until the transaction ends; raises `Stopped` where it has ended."""
    found = select(Upload).where(Upload.id == upload_id).with_for_update()
    upload = session.scalars(found.execution_options(populate_existing=True)).one()
    if upload.state not in WORKING:
        raise Stopped
    return upload


def _progress(shop: Workshop, upload_id: int) -> Callable[[int, int | None], None]:
    """Return what notes how far a stage has come, for others to see soon."""
    due = 0.0

    def note(done: int, total: int | None) -> None:
        nonlocal due
        if time.monotonic() < due:
            return
        told = (
            update(Upload)
            .where(Upload.id == upload_id, Upload.state.in_(WORKING))
            .values(done=done, total=total)
        )
        with shop.engine.begin() as connection:
            if not connection.execute(told).rowcount:
                raise Stopped
        due = time.monotonic() + TELL_EVERY_S

    return note

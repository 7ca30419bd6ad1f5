"""An upload from the shell: the same stages, one after the other, without a worker."""

from dataclasses import dataclass
from getpass import getuser
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadFile, Conflict
from geoapp.domain.messages import Message, message, stored_message
from geoapp.domain.rights import shell_viewer
from geoapp.domain.uploads import STATE_WORDS
from geoapp.models import Upload
from geoapp.queries.upload_issues import find_issues
from geoapp.services import uploads
from geoapp.services.upload_stages import advance
from geoapp.services.workshop import open_workshop
from geoapp.settings import Settings

MOST_TOLD = 100


@dataclass(frozen=True)
class Done:
    """What became of the file."""

    upload_id: int
    told: Message


def upload_file(
    settings: Settings,
    engine: Engine,
    path: Path,
    *,
    agency: str | None = None,
    note: str = "",
    apply: bool = False,
) -> Done:
    """Receive and check a file, apply it if asked, and say what it changes.

    Raises `BadFile` where it cannot be used and `Conflict` where it waits for a choice, for
    approval, or would change nothing.
    """
    shop, viewer = open_workshop(settings, engine), shell_viewer(getuser())
    with Session(engine) as session, _opened(path) as source:
        upload = uploads.receive(
            session,
            shop.files_dir,
            source,
            shop.limits,
            viewer,
            file_name=path.name,
            agency=agency,
            note=note,
        )
        upload_id = upload.id
    advance(shop, upload_id)
    _check_ready(engine, upload_id)
    if apply:
        with Session(engine) as session:
            uploads.apply(session, upload_id, viewer)
        advance(shop, upload_id)
    return Done(upload_id, _told(engine, upload_id))


def find_problems(engine: Engine, upload_id: int) -> list[Message]:
    """Return the first hundred problems of rows, as sentences."""
    with Session(engine) as session:
        return [
            message(
                "Row {row}, {field}: {problem}",
                row="–" if issue.row is None else issue.row,
                field=issue.field or "–",
                problem=stored_message(issue.message),
            )
            for issue in find_issues(session, upload_id, limit=MOST_TOLD)
        ]


def _opened(path: Path) -> Any:
    try:
        return path.open("rb")
    except OSError as error:
        raise BadFile(
            message("{file} cannot be read: {reason}.", file=str(path), reason=error.strerror)
        ) from error


def _check_ready(engine: Engine, upload_id: int) -> None:
    with Session(engine) as session:
        upload = session.get_one(Upload, upload_id)
    if upload.problem:
        raise BadFile(stored_message(upload.problem["message"]))
    if upload.state != "ready":
        raise Conflict(
            message(
                "Upload {id} is {state}; open it in the browser to choose.",
                id=upload_id,
                state=STATE_WORDS[upload.state],
            )
        )


def _told(engine: Engine, upload_id: int) -> Message:
    with Session(engine) as session:
        upload = session.get_one(Upload, upload_id)
    counts = {name: (upload.summary or {}).get(name, 0) for name in COUNTED}
    return message(
        "Upload {id} is {state}: {added} new, {changed} changed, {unchanged} unchanged, "
        "{refused} refused, {missing} not in the file.",
        id=upload_id,
        state=STATE_WORDS[upload.state],
        **counts,
    )


COUNTED = ("added", "changed", "unchanged", "refused", "missing")

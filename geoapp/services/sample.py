"""Loading the real projects, units, agencies, programmes and documents of data/geo."""

from datetime import date, datetime
from getpass import getuser
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.domain.messages import Message, message
from geoapp.ingest.sample import FOLDER, read_sample
from geoapp.services.revisions import begin_revision
from geoapp.services.sample_projects import load_projects
from geoapp.services.sample_targets import load_targets
from geoapp.services.sample_units import load_agencies, load_documents, load_units
from geoapp.services.ties import tie_projects
from geoapp.settings import VIETNAM

NO_HURRY = text(
    "SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)"
)
ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('load-sample'))")


def load_sample(
    session: Session,
    folder: Path = FOLDER,
    *,
    actor: str | None = None,
    today: date | None = None,
    illustrative: bool = True,
) -> Message:
    """Load the sample in one revision, commit it, and say what became of the projects.

    May be run again at any time: projects and lists that somebody changed since are left as
    they are, deleted projects stay deleted, and where nothing changes no revision is left.
    `illustrative` adds the invented figures of illustrative.json, counted from the month of
    `today`, to projects that are new, and an invented target list.
    """
    sample = read_sample(folder)
    day = today or datetime.now(VIETNAM).date()
    session.execute(NO_HURRY)
    session.execute(ONE_AT_A_TIME)
    with session.begin_nested() as savepoint:
        begin_revision(
            session,
            actor=actor or f"shell:{getuser()}",
            action="load-sample",
            reason="Nạp dự án, đơn vị hành chính và cơ quan của data/geo",
            file_name="projects.geojson",
        )
        units_changed = load_units(session, sample.units)
        agencies = load_agencies(session, sample.agencies)
        load_documents(session, sample.documents)
        done = load_projects(session, sample, agencies, day, illustrative=illustrative)
        touched = done.added + done.refreshed
        session.flush()
        lists_changed = load_targets(session, sample, agencies, day, illustrative=illustrative)
        if units_changed or touched:
            tie_projects(session, day, None if units_changed else touched)
        elif not lists_changed:
            savepoint.rollback()
    session.commit()
    return message(
        "{total} projects of the sample: {added} new, {refreshed} brought up to date, "
        "{unchanged} unchanged, {kept} left as somebody edited them.",
        total=len(sample.projects),
        added=len(done.added),
        refreshed=len(done.refreshed),
        unchanged=done.unchanged,
        kept=done.kept,
    )

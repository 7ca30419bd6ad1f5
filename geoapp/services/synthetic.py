"""Making a synthetic province for load tests, in a database that holds nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from getpass import getuser
from typing import Any

from sqlalchemy import Engine, exists, select, text
from sqlalchemy.orm import Session

from geoapp.domain.errors import Conflict
from geoapp.domain.messages import Message, message
from geoapp.ingest.synthetic.agencies import make_agencies
from geoapp.ingest.synthetic.projects import DOCUMENTS, make_projects
from geoapp.ingest.synthetic.units import make_units
from geoapp.models import Area, Revision
from geoapp.services.revisions import begin_revision
from geoapp.services.sample_units import load_agencies, load_documents, load_units
from geoapp.services.ties import tie_projects
from geoapp.settings import VIETNAM

ACTION = "make-sample"
EMPTIED = """
TRUNCATE revision, area, agency, tie_set, source_document RESTART IDENTITY CASCADE"""
BASELINES = """
INSERT INTO baseline (project_id, start, finish, investment_vnd, illustrative)
SELECT id, baseline_start, baseline_finish, investment_vnd, true
FROM project WHERE baseline_start IS NOT NULL ORDER BY id"""
# The last report is the one that the project's row copies; those before go back along its line.
# What the plan says is written here as the database would: a call for each report takes minutes.
REPORTS = """
INSERT INTO progress_report (project_id, month, reported_on, progress, planned_progress,
                             days_behind, disbursed_vnd, accepted, illustrative)
SELECT id, month, reported_on, progress,
       CASE WHEN reported_on <= start THEN 0 WHEN reported_on >= finish THEN 100
            ELSE 100 * (reported_on - start)::double precision / (finish - start) END,
       reported_on - (start + round((finish - start) * progress::double precision / 100)::integer),
       paid, true, true
FROM (SELECT id, back, baseline_start AS start, baseline_finish AS finish,
             (report_month - back * interval '1 month')::date AS month,
             (last_report - back * interval '1 month')::date AS reported_on,
             greatest(0, progress - 3 * back)::real AS progress,
             CASE WHEN extract(month FROM report_month) > back
               THEN disbursed_vnd * (3 - back) / 3 END AS paid
      FROM project CROSS JOIN generate_series(2, 0, -1) AS back
      WHERE report_month IS NOT NULL) AS told
ORDER BY id, back DESC"""

INDEXES = """
SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index WHERE indrelid = 'project'::regclass AND NOT indisunique ORDER BY 1"""


def make_sample(
    session: Session, *, projects: int, seed: int, today: date | None = None
) -> Message:
    """Replace what the database holds by a synthetic province, in one revision, and commit.

    The session is the schema owner's. The same `projects`, `seed` and `today` give the same
    rows. Raises `Conflict` where the database holds anything that is not synthetic.
    """
    _check_synthetic(session)
    day = today or datetime.now(VIETNAM).date()
    session.execute(text(EMPTIED))
    begin_revision(
        session,
        actor=f"shell:{getuser()}",
        action=ACTION,
        reason=f"Make {projects} synthetic projects by seed {seed}",
    )
    units = make_units(seed)
    load_units(session, units)
    agencies = load_agencies(session, make_agencies())
    load_documents(session, DOCUMENTS)
    session.flush()
    with _indexes_afterwards(session):
        _copy(session, *make_projects(projects, seed, day, units, agencies))
        session.execute(text(BASELINES))
        session.execute(text(REPORTS))
        tie_projects(session, day)
    session.commit()
    return message(
        "{count} synthetic projects were made by seed {seed}.", count=projects, seed=seed
    )


def settle(engine: Engine) -> None:
    """Do what the server does by itself in quiet times; the engine is the schema owner's.

    Counts read an index alone once the server knows which pages everybody may see.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def _check_synthetic(session: Session) -> None:
    actions = set(session.scalars(select(Revision.action).distinct()))
    unrecorded = not actions and session.scalar(select(exists(select(Area.id))))
    if actions - {ACTION} or unrecorded:
        raise Conflict(
            message(
                "The database {name} holds more than a synthetic province and is left as it is.",
                name=session.connection().engine.url.database,
            )
        )


@contextmanager
def _indexes_afterwards(session: Session) -> Iterator[None]:
    """Build the indexes of projects once, at the end: each row is written twice until then."""
    indexes = session.execute(text(INDEXES)).all()
    for name, _ in indexes:
        session.execute(text(f"DROP INDEX {name}"))
    yield
    session.execute(text("SET LOCAL maintenance_work_mem = '256MB'"))
    for _, definition in indexes:
        session.execute(text(definition))


def _copy(session: Session, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    driver: Any = session.connection().connection.driver_connection
    statement = f"COPY project ({', '.join(columns)}) FROM STDIN"
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)

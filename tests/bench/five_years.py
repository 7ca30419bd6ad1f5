"""Five years of monthly reports for every project of a synthetic province."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, text

MONTHS = 60
# Who never reported has reported until some months ago; all others to their last report.
LAST = """
CREATE TEMPORARY TABLE last_told AS
SELECT id, coalesce(baseline_start, '2022-01-01') AS start,
       coalesce(baseline_finish, '2027-12-31') AS finish,
       coalesce(report_month, (SELECT max(report_month) FROM project) - interval '3 months')::date
         AS month,
       coalesce(progress, 40)::real AS progress, plan_year_vnd, revision_id, recorded_at
FROM project"""
# Each month back takes a point or so away, every fourth nothing: works stand still at times.
REPORTS = f"""
INSERT INTO progress_report (project_id, month, reported_on, progress, planned_progress,
    days_behind, disbursed_vnd, accepted, illustrative, revision_id, recorded_at)
SELECT id, month, reported_on, progress,
       CASE WHEN reported_on <= start THEN 0 WHEN reported_on >= finish THEN 100
            ELSE 100 * (reported_on - start)::double precision / (finish - start) END,
       reported_on - (start + round((finish - start) * progress::double precision / 100)::integer),
       plan_year_vnd * progress::bigint / 100 * extract(month FROM month)::integer / 12,
       true, true, revision_id, recorded_at
FROM (SELECT id, start, finish, plan_year_vnd, revision_id, recorded_at, back,
             (month - back * interval '1 month')::date AS month,
             (month - back * interval '1 month')::date + 8 + (id % 10)::integer AS reported_on,
             greatest(0, progress - (1 + id % 3) * (back - back / 4))::real AS progress
      FROM last_told CROSS JOIN generate_series({MONTHS - 1}, 0, -1) AS back) AS told
ORDER BY month, id"""
STANDING = """
UPDATE project p SET
  progress = r.progress, planned_progress = r.planned_progress, days_behind = r.days_behind,
  disbursed_vnd = r.disbursed_vnd, report_month = r.month, last_report = r.reported_on,
  unchanged_since = CASE WHEN p.id % 17 = 0 THEN (r.month - interval '4 months')::date
                    ELSE r.month END, pace = 0.03
FROM (SELECT DISTINCT ON (project_id) * FROM progress_report
      ORDER BY project_id, month DESC) AS r
WHERE r.project_id = p.id"""
# Every fifth project is blocked by something, a third of that longer than it may be.
OBSTACLES = """
INSERT INTO obstacle (project_id, kind, description, agency_id, raised_on, due, illustrative,
    revision_id, recorded_at)
SELECT id, (ARRAY['land_clearance', 'procedure', 'capital', 'contractor', 'weather', 'task'])
             [1 + id % 6], 'Vướng mắc tự sinh', lead_agency_id, month - 60,
       month - 40 + (id % 9 * 20)::integer, true, revision_id, recorded_at
FROM last_told JOIN project USING (id, revision_id, recorded_at) WHERE id % 5 = 0"""

# All were recorded sixty days ago; every second changed ten days ago, and history keeps it.
TABLES = ("progress_report", "project", "obstacle", "revision")
LONG_AGO = (
    "UPDATE revision SET at = at - interval '60 days'",
    "UPDATE project SET recorded_at = recorded_at - interval '60 days'",
    """INSERT INTO revision (at, actor, action, reason)
       SELECT max(at) + interval '50 days', 'bench', 'reports', 'A month of reports'
       FROM revision""",
)
KEPT = """
SELECT attname FROM pg_attribute WHERE attrelid = 'project_history'::regclass AND attnum > 0
  AND NOT attisdropped AND attname NOT IN ('superseded_by', 'superseded_at', 'operation')"""
BEFORE = {"progress": "greatest(0, progress - 2)"}
HISTORY = """
INSERT INTO project_history ({names}, superseded_by, superseded_at, operation)
SELECT {values}, r.id, r.at, 'UPDATE'
FROM project p, (SELECT id, at FROM revision ORDER BY id DESC LIMIT 1) AS r WHERE p.id % 2 = 0"""
CHANGED = """
UPDATE project p SET revision_id = r.id, recorded_at = r.at
FROM (SELECT id, at FROM revision ORDER BY id DESC LIMIT 1) AS r WHERE p.id % 2 = 0"""


def fill_five_years(engine: Engine) -> None:
    """Replace all reports; the engine is the schema owner's, whose rows no trigger looks at."""
    with _unwatched(engine) as connection:
        connection.execute(text("TRUNCATE progress_report, obstacle, project_history CASCADE"))
        for statement in (LAST, REPORTS, STANDING, OBSTACLES, *LONG_AGO):
            connection.execute(text(statement))
    # Each row was written several times at once, which no month of work does.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM FULL project"))
    with _unwatched(engine) as connection:
        names = connection.scalars(text(KEPT)).all()
        values = ", ".join(BEFORE.get(name, f"p.{name}") for name in names)
        for statement in (HISTORY.format(names=", ".join(names), values=values), CHANGED):
            connection.execute(text(statement))


@contextmanager
def _unwatched(engine: Engine) -> Iterator[Connection]:
    """A transaction in which no trigger looks at rows."""
    with engine.begin() as connection:
        for table in TABLES:
            connection.execute(text(f"ALTER TABLE {table} DISABLE TRIGGER USER"))
        yield connection
        for table in TABLES:
            connection.execute(text(f"ALTER TABLE {table} ENABLE TRIGGER USER"))

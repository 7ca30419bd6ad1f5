"""Baselines, milestones and monthly reports, and what they make of a project's standing.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

from geoapp.migrations.grants import grant, keep_history_of

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

BASELINE = """
CREATE TABLE baseline (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL UNIQUE REFERENCES project,
  start date NOT NULL,
  finish date NOT NULL,
  investment_vnd bigint CHECK (investment_vnd >= 0),
  decision text,
  illustrative boolean NOT NULL DEFAULT false,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL,
  CHECK (start < finish)
)"""
MILESTONE = """
CREATE TABLE milestone (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  kind text NOT NULL,
  name text NOT NULL,
  planned date NOT NULL,
  planned_progress real CHECK (planned_progress BETWEEN 0 AND 100),
  forecast date,
  actual date,
  illustrative boolean NOT NULL DEFAULT false,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL
)"""
# A report is corrected by a newer one; both stay, so rows are never updated in place but for
# their acceptance.
REPORT = """
CREATE TABLE progress_report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  progress real NOT NULL CHECK (progress BETWEEN 0 AND 100),
  disbursed_vnd bigint CHECK (disbursed_vnd >= 0),
  reported_on date NOT NULL,
  done text,
  accepted boolean NOT NULL DEFAULT false,
  illustrative boolean NOT NULL DEFAULT false,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL
)"""
# The plan is a polyline: milestones that say a percent, between the baseline's 0 and 100;
# without such milestones it is the straight line.
PLAN = """
CREATE FUNCTION plan_points(project bigint) RETURNS TABLE (day date, percent real)
LANGUAGE sql STABLE AS $$
  SELECT start, 0::real FROM baseline WHERE project_id = project
  UNION ALL SELECT finish, 100::real FROM baseline WHERE project_id = project
  UNION ALL SELECT m.planned, m.planned_progress FROM milestone m
    JOIN baseline b USING (project_id)
    WHERE project_id = project AND m.planned_progress IS NOT NULL
      AND m.planned > b.start AND m.planned < b.finish
$$"""
PLANNED_ON = """
CREATE FUNCTION planned_progress_on(project bigint, given date) RETURNS real
LANGUAGE sql STABLE AS $$
  WITH ordered AS (SELECT day, percent, lead(day) OVER w AS next_day, lead(percent) OVER w AS next
                   FROM plan_points(project) WINDOW w AS (ORDER BY day, percent))
  SELECT CASE WHEN given < min(day) THEN 0 WHEN given >= max(day) THEN 100 ELSE
    max(percent + (next - percent) * (given - day) / (next_day - day))
      FILTER (WHERE day <= given AND given < next_day) END::real
  FROM ordered
$$"""
PLAN_DAY = """
CREATE FUNCTION plan_day_of(project bigint, given real) RETURNS date
LANGUAGE sql STABLE AS $$
  WITH ordered AS (SELECT day, percent, lead(day) OVER w AS next_day, lead(percent) OVER w AS next
                   FROM plan_points(project) WINDOW w AS (ORDER BY day, percent))
  SELECT coalesce(
    min(day + round((next_day - day) * (given - percent) / (next - percent))::integer)
      FILTER (WHERE percent <= given AND given <= next AND next > percent),
    max(day) FILTER (WHERE percent >= 100))
  FROM ordered
$$"""
STANDING = """
CREATE FUNCTION refresh_standing(projects bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE project p SET
    progress = r.progress, disbursed_vnd = r.disbursed_vnd,
    report_month = r.month, last_report = r.reported_on,
    planned_progress = planned_progress_on(p.id, r.reported_on),
    days_behind = r.reported_on - plan_day_of(p.id, r.progress)
  FROM (SELECT DISTINCT ON (project_id) * FROM progress_report
        WHERE project_id = ANY (projects) AND accepted
        ORDER BY project_id, month DESC, id DESC) r
  WHERE p.id = r.project_id
$$"""
TRIGGER = """
CREATE FUNCTION report_changes_standing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_standing(ARRAY(SELECT DISTINCT project_id FROM after));
  RETURN NULL;
END $$"""


def upgrade() -> None:
    """Create tables, functions and triggers."""
    for statement in (BASELINE, MILESTONE, REPORT, PLAN, PLANNED_ON, PLAN_DAY, STANDING, TRIGGER):
        op.execute(statement)
    op.execute("CREATE INDEX progress_report_project ON progress_report (project_id, month, id)")
    op.execute("CREATE INDEX milestone_project ON milestone (project_id)")
    for table in ("baseline", "milestone", "progress_report"):
        keep_history_of(table)
        for event in ("INSERT", "UPDATE"):
            op.execute(f"""
                CREATE TRIGGER standing_after_{event.lower()} AFTER {event} ON {table}
                REFERENCING NEW TABLE AS after
                FOR EACH STATEMENT EXECUTE FUNCTION report_changes_standing()""")
    grant("SELECT, INSERT", "baseline")
    grant("SELECT, INSERT, UPDATE, DELETE", "milestone")
    grant("SELECT, INSERT, UPDATE", "progress_report")


def downgrade() -> None:
    """Drop tables and functions."""
    for table in ("progress_report", "milestone", "baseline"):
        op.execute(f"DROP TABLE {table}_history, {table}")
    op.execute("DROP FUNCTION report_changes_standing, refresh_standing, plan_day_of")
    op.execute("DROP FUNCTION planned_progress_on, plan_points")

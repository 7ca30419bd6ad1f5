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
  planned_progress real CHECK (planned_progress BETWEEN 0 AND 100),
  days_behind integer,
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
# The plan of its day is written into a report when it arrives, and again when the plan changes.
PLAN_OF_REPORT = """
CREATE FUNCTION plan_of_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.planned_progress IS NULL THEN
    NEW.planned_progress := planned_progress_on(NEW.project_id, NEW.reported_on);
    NEW.days_behind := NEW.reported_on - plan_day_of(NEW.project_id, NEW.progress);
  END IF;
  RETURN NEW;
END $$"""
PLAN_CHANGED = """
CREATE FUNCTION plan_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE progress_report SET
    planned_progress = planned_progress_on(project_id, reported_on),
    days_behind = reported_on - plan_day_of(project_id, progress)
  WHERE project_id IN (SELECT project_id FROM after);
  RETURN NULL;
END $$"""
# A project's row copies its last accepted report, so that status needs no other table; it is
# emptied again when no report is left.
STANDING = """
CREATE FUNCTION report_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE project p SET
    progress = r.progress, planned_progress = r.planned_progress, days_behind = r.days_behind,
    disbursed_vnd = r.disbursed_vnd, report_month = r.month, last_report = r.reported_on
  FROM (SELECT DISTINCT project_id FROM after) changed
  LEFT JOIN LATERAL (SELECT * FROM progress_report
                     WHERE project_id = changed.project_id AND accepted
                     ORDER BY month DESC, id DESC LIMIT 1) r ON true
  WHERE p.id = changed.project_id AND (r.id IS NOT NULL OR p.report_month IS NOT NULL)
    AND (p.progress, p.planned_progress, p.days_behind, p.disbursed_vnd, p.report_month,
         p.last_report)
      IS DISTINCT FROM
        (r.progress, r.planned_progress, r.days_behind, r.disbursed_vnd, r.month, r.reported_on);
  RETURN NULL;
END $$"""
REACTIONS = {
    "baseline": "plan_changed",
    "milestone": "plan_changed",
    "progress_report": "report_accepted",
}


def upgrade() -> None:
    """Create tables, functions and triggers."""
    for statement in (
        BASELINE,
        MILESTONE,
        REPORT,
        PLAN,
        PLANNED_ON,
        PLAN_DAY,
        PLAN_OF_REPORT,
        PLAN_CHANGED,
        STANDING,
    ):
        op.execute(statement)
    op.execute("CREATE INDEX progress_report_project ON progress_report (project_id, month, id)")
    op.execute("CREATE INDEX progress_report_month ON progress_report (month, project_id)")
    op.execute("CREATE INDEX milestone_project ON milestone (project_id)")
    op.execute("""
        CREATE TRIGGER plan_of_report BEFORE INSERT ON progress_report
        FOR EACH ROW EXECUTE FUNCTION plan_of_report()""")
    for table, reaction in REACTIONS.items():
        keep_history_of(table)
        for event, rows in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            op.execute(f"""
                CREATE TRIGGER standing_after_{event.lower()} AFTER {event} ON {table}
                REFERENCING {rows} TABLE AS after
                FOR EACH STATEMENT EXECUTE FUNCTION {reaction}()""")
    grant("SELECT, INSERT", "baseline")
    grant("SELECT, INSERT, UPDATE, DELETE", "milestone")
    grant("SELECT, INSERT, UPDATE", "progress_report")


def downgrade() -> None:
    """Drop tables and functions."""
    for table in REACTIONS:
        op.execute(f"DROP TABLE {table}_history, {table}")
    op.execute("DROP FUNCTION report_accepted, plan_changed, plan_of_report, plan_day_of")
    op.execute("DROP FUNCTION planned_progress_on, plan_points")

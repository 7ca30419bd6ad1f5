"""Following projects: who reported and decided, decisions, capital plans, obstacles, target lists.

Revision ID: 0012
Revises: 0011
"""

from importlib import import_module

from alembic import op

from geoapp.migrations.grants import grant, hold_to_revisions

revision = "0012"
down_revision = "0011"
quick = import_module("geoapp.migrations.versions.0009_quick_writes")
uploads = import_module("geoapp.migrations.versions.0008_uploads")
branch_labels = None
depends_on = None

# A report waits until somebody accepts or returns it; a corrected one is a newer row.
REPORT_COLUMNS = {
    "next_steps": "text",
    "disbursed_month_vnd": "bigint",
    "reason": "text",
    "reported_by": "text",
    "returned": "boolean NOT NULL DEFAULT false",
    "decided_by": "text",
    "decided_at": "timestamptz",
    "comment": "text",
}
REPORT_CHECKS = """
ALTER TABLE progress_report
  ADD CONSTRAINT progress_report_decision CHECK (NOT (accepted AND returned)),
  ADD CONSTRAINT progress_report_other_eyes CHECK (decided_by <> reported_by)"""
# Since which month the accepted percent has not risen, and how many points a day the last
# three months brought: both of the last accepted report, written by the database.
PROJECT_COLUMNS = {"unchanged_since": "date", "pace": "real"}
# A later decision changes dates and cost; the baseline stays what was first approved.
DECISION = """
CREATE TABLE plan_decision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  number text NOT NULL CHECK (btrim(number) <> ''),
  decided_on date NOT NULL,
  reason text NOT NULL CHECK (btrim(reason) <> ''),
  finish date,
  investment_vnd bigint CHECK (investment_vnd >= 0),
  illustrative boolean NOT NULL DEFAULT false,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL,
  CHECK (finish IS NOT NULL OR investment_vnd IS NOT NULL),
  UNIQUE (project_id, number)
)"""
CAPITAL_PLAN = """
CREATE TABLE capital_plan (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  year integer NOT NULL CHECK (year BETWEEN 2000 AND 2100),
  source text NOT NULL
    CHECK (source IN ('central', 'provincial', 'district', 'oda', 'private', 'other')),
  amount_vnd bigint NOT NULL CHECK (amount_vnd >= 0),
  illustrative boolean NOT NULL DEFAULT false,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL,
  UNIQUE (project_id, year, source)
)"""
# What blocks a project, or what a meeting asked for: one agency resolves it by a day.
OBSTACLE = """
CREATE TABLE obstacle (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  kind text NOT NULL CHECK (kind IN
    ('land_clearance', 'procedure', 'capital', 'contractor', 'weather', 'other', 'task')),
  description text NOT NULL CHECK (btrim(description) <> ''),
  place text,
  geometry geometry(Point, 4326) CHECK (
    ST_Within(geometry, ST_MakeEnvelope(101, 5, 120, 24, 4326))),
  agency_id integer REFERENCES agency,
  raised_on date NOT NULL,
  due date,
  escalated_on date,
  escalated_to_id integer REFERENCES agency,
  escalation text,
  resolved_on date,
  resolution text,
  illustrative boolean NOT NULL DEFAULT false,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL,
  CHECK (due >= raised_on),
  CHECK (resolved_on >= raised_on),
  CHECK ((escalated_on IS NULL) = (escalated_to_id IS NULL)),
  CHECK ((resolved_on IS NULL) = (resolution IS NULL))
)"""
# The picture itself is kept as a file named by its hash, without the metadata it came with.
PHOTO = """
CREATE TABLE report_photo (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  report_id bigint NOT NULL REFERENCES progress_report,
  file_sha256 text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  taken_at timestamp,
  place geometry(Point, 4326),
  distance_m integer CHECK (distance_m >= 0),
  caption text,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL
)"""
# A list of works to start and to finish by a date, or a programme that groups projects.
TARGET_LIST = """
CREATE TABLE target_list (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,59}$'),
  kind text NOT NULL DEFAULT 'list' CHECK (kind IN ('list', 'programme')),
  name text NOT NULL CHECK (btrim(name) <> ''),
  name_en text,
  agency_id integer REFERENCES agency,
  document text,
  note text,
  closed_on date,
  illustrative boolean NOT NULL DEFAULT false,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL
)"""
TARGET_ITEM = """
CREATE TABLE target_item (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  list_id bigint NOT NULL REFERENCES target_list,
  project_id bigint NOT NULL REFERENCES project,
  milestone text NOT NULL DEFAULT 'completion',
  target date,
  note text,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL,
  UNIQUE (list_id, project_id, milestone)
)"""
# What was sent, so that a restart reminds nobody twice.
REMINDER = """
CREATE TABLE reminder (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  kind text NOT NULL CHECK (kind IN ('before', 'after')),
  email text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (month, kind, email)
)"""
TABLES = {
    "plan_decision": DECISION,
    "capital_plan": CAPITAL_PLAN,
    "obstacle": OBSTACLE,
    "report_photo": PHOTO,
    "target_list": TARGET_LIST,
    "target_item": TARGET_ITEM,
}
# Money and dates once decided are taken back by undo alone; so are photos.
KEPT = ("plan_decision", "report_photo")
INDEXES = (
    "CREATE INDEX plan_decision_project ON plan_decision (project_id, decided_on)",
    "CREATE INDEX obstacle_project ON obstacle (project_id)",
    "CREATE INDEX obstacle_open ON obstacle (due) WHERE resolved_on IS NULL",
    "CREATE INDEX report_photo_report ON report_photo (report_id)",
    "CREATE INDEX report_photo_project ON report_photo (project_id)",
    "CREATE INDEX target_item_project ON target_item (project_id)",
    """CREATE INDEX progress_report_waiting ON progress_report (project_id, month)
       WHERE NOT accepted AND NOT returned""",
)
WITHDRAW = uploads.WITHDRAW.replace("CREATE", "CREATE OR REPLACE", 1)
WITHDRAW_MORE = WITHDRAW.replace(
    "('baseline', 'progress_report')",
    "('baseline', 'progress_report', 'plan_decision', 'report_photo')",
)
# The forecast goes on at the pace of the last three months; without one it stays as stated.
FORECAST = """
CREATE FUNCTION forecast_of(progress real, pace real, reported_on date, stated date) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN progress >= 100 OR NOT pace > 0 OR (100 - progress) / pace > 36500 THEN stated
    ELSE coalesce(reported_on + ceil((100 - progress) / pace)::integer, stated) END
$$"""
# Beside the last accepted report: the month since which its percent has stood still, and the
# points a day since the earliest of the three months before; the last word of a month counts.
STANDING = (
    quick.STANDING_STAMPED.replace(
        "last_report = r.reported_on\n",
        """last_report = r.reported_on,
    unchanged_since = still.since, pace = (r.progress - before.progress)
      / nullif(r.reported_on - before.reported_on, 0)
""",
    )
    .replace(
        "  WHERE p.id = changed.project_id",
        """  LEFT JOIN LATERAL (
    SELECT min(month) AS since FROM (
      SELECT month, bool_and(progress = r.progress) OVER (ORDER BY month DESC) AS same
      FROM (SELECT DISTINCT ON (month) month, progress FROM progress_report
            WHERE project_id = changed.project_id AND accepted AND month <= r.month
              AND month > r.month - interval '2 years'
            ORDER BY month DESC, id DESC) AS months) AS compared
    WHERE same) still ON true
  LEFT JOIN LATERAL (
    SELECT progress, reported_on FROM progress_report
    WHERE project_id = changed.project_id AND accepted AND month < r.month
      AND month >= r.month - interval '3 months'
    ORDER BY month, id DESC LIMIT 1) before ON true
  WHERE p.id = changed.project_id""",
    )
    .replace(
        "p.report_month,\n         p.last_report)",
        "p.report_month,\n         p.last_report, p.unchanged_since, p.pace)",
    )
    .replace(
        "r.month, r.reported_on);",
        """r.month, r.reported_on, still.since,
         (r.progress - before.progress) / nullif(r.reported_on - before.reported_on, 0));""",
    )
)


def upgrade() -> None:
    """Add columns, tables and what the database computes from them."""
    for table, columns in (("progress_report", REPORT_COLUMNS), ("project", PROJECT_COLUMNS)):
        for name, kind in columns.items():
            op.execute(f"ALTER TABLE {table} ADD {name} {kind}")
            op.execute(f"ALTER TABLE {table}_history ADD {name} {kind}")
    op.execute(REPORT_CHECKS)
    for table, statement in TABLES.items():
        op.execute(statement)
        hold_to_revisions(table)
        grant("SELECT, INSERT" if table in KEPT else "SELECT, INSERT, UPDATE, DELETE", table)
    op.execute(REMINDER)
    grant("SELECT, INSERT", "reminder")
    for statement in (*INDEXES, WITHDRAW_MORE, FORECAST, STANDING):
        op.execute(statement)


def downgrade() -> None:
    """Take all of it away."""
    op.execute(quick.STANDING_STAMPED)
    op.execute("DROP FUNCTION forecast_of")
    op.execute(WITHDRAW)
    op.execute("DROP INDEX progress_report_waiting")
    op.execute("DROP TABLE reminder")
    for table in reversed(TABLES):
        op.execute(f"DROP TABLE {table}_history, {table}")
    op.execute("ALTER TABLE progress_report DROP CONSTRAINT progress_report_other_eyes")
    op.execute("ALTER TABLE progress_report DROP CONSTRAINT progress_report_decision")
    for table, columns in (("progress_report", REPORT_COLUMNS), ("project", PROJECT_COLUMNS)):
        for name in columns:
            op.execute(f"ALTER TABLE {table} DROP {name}")
            op.execute(f"ALTER TABLE {table}_history DROP {name}")

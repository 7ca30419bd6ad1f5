"""Uploads with their rows and issues, and projects that are retired.

Revision ID: 0008
Revises: 0007
"""

from importlib import import_module

from alembic import op

from geoapp.migrations.grants import grant

revision = "0008"
down_revision = "0007"
first = import_module("geoapp.migrations.versions.0002_revisions")
branch_labels = None
depends_on = None

UPLOAD = """
CREATE TABLE upload (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  state text NOT NULL DEFAULT 'received' CHECK (state IN (
    'received', 'reading', 'needs-position', 'needs-columns', 'checking', 'ready', 'submitted',
    'returned', 'approved', 'applying', 'applied', 'failed', 'cancelled')),
  version integer NOT NULL DEFAULT 1,
  actor text NOT NULL CHECK (btrim(actor) <> ''),
  agency_id integer REFERENCES agency,
  note text NOT NULL,
  file_name text NOT NULL,
  file_sha256 text NOT NULL CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  file_bytes bigint NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  done integer NOT NULL DEFAULT 0,
  total integer,
  reading jsonb,
  choices jsonb,
  summary jsonb,
  problem jsonb,
  checked_at timestamptz,
  tied_at_revision bigint,
  submitted_by text,
  approved_by text,
  applied_revision bigint REFERENCES revision,
  CHECK (approved_by IS DISTINCT FROM actor),
  CHECK ((state = 'applied') = (applied_revision IS NOT NULL))
)"""
EVENT = """
CREATE TABLE upload_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  upload_id bigint NOT NULL REFERENCES upload,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  action text NOT NULL,
  note text NOT NULL DEFAULT ''
)"""
# A row's values lie beside each other as one document: a file names a few of thirty columns,
# and apply lays the document over the project's row in one statement. No foreign keys on what
# is staged by the hundred thousand: each would be looked up for each row.
ROW = """
CREATE TABLE upload_row (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  upload_id bigint NOT NULL,
  "row" integer,
  outcome text NOT NULL
    CHECK (outcome IN ('added', 'changed', 'unchanged', 'refused', 'missing', 'left')),
  code text,
  seen_revision bigint,
  "values" jsonb NOT NULL DEFAULT '{}',
  moves boolean NOT NULL DEFAULT false,
  geometry geometry(Geometry, 4326),
  moved_m real,
  area_percent real,
  length_percent real,
  candidates jsonb,
  repair jsonb,
  conflict jsonb
)"""
# The units of rows that bring a place, found once all rows lie there; added, never updated.
TIE = """
CREATE TABLE upload_tie (
  upload_id bigint NOT NULL,
  row_id bigint NOT NULL,
  tie_set_id integer
)"""
ISSUE = """
CREATE TABLE upload_issue (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  upload_id bigint NOT NULL,
  "row" integer,
  project text,
  field text,
  code text NOT NULL,
  severity text NOT NULL CHECK (severity IN ('error', 'warning')),
  message jsonb NOT NULL,
  expected jsonb,
  lon double precision,
  lat double precision
)"""
REMEMBERED = """
CREATE TABLE remembered_column (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id integer REFERENCES agency ON DELETE CASCADE,
  header text NOT NULL,
  target jsonb NOT NULL,
  UNIQUE NULLS NOT DISTINCT (agency_id, header)
)"""
# The service may not delete baselines and reports; undoing the revision that brought a row
# takes that row back, and nothing else.
WITHDRAW = """
CREATE FUNCTION withdraw_rows(given text) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF given NOT IN ('baseline', 'progress_report') THEN
    RAISE EXCEPTION 'rows of % are not withdrawn', given;
  END IF;
  EXECUTE format('DELETE FROM %I t USING revision r
    WHERE r.id = current_revision() AND t.revision_id = r.undoes_id
      AND NOT EXISTS (SELECT FROM %I h WHERE h.id = t.id
                      AND h.superseded_by = r.undoes_id AND h.revision_id <> r.undoes_id)',
    given, given || '_history');
END $$"""
# A transaction that began first may write last: no state ends before it begins, or two states
# of one project would stand at the end of one day.
STAMP = """
CREATE OR REPLACE FUNCTION stamp_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision_id := current_revision();
  NEW.recorded_at := CASE WHEN TG_OP = 'UPDATE' THEN greatest(now(), OLD.recorded_at)
                          ELSE now() END;
  RETURN NEW;
END $$"""
KEEP = """
CREATE OR REPLACE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE columns text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
  FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
  EXECUTE format('INSERT INTO %I (%s, superseded_by, superseded_at, operation)
                  SELECT %s, $1, greatest(now(), recorded_at), $2 FROM before',
                 TG_TABLE_NAME || '_history', columns, columns) USING current_revision(), TG_OP;
  RETURN NULL;
END $$"""
WITH_HISTORY = ("project", "project_identifier", "baseline", "milestone", "progress_report")


def upgrade() -> None:
    """Create the tables."""
    for statement in (UPLOAD, EVENT, ROW, TIE, ISSUE, REMEMBERED, WITHDRAW, STAMP, KEEP):
        op.execute(statement)
    op.execute("CREATE INDEX upload_row_code ON upload_row (upload_id, code)")
    op.execute("CREATE INDEX upload_tie_upload ON upload_tie (upload_id)")
    op.execute("CREATE INDEX upload_issue_row ON upload_issue (upload_id, id)")
    op.execute("CREATE INDEX upload_event_upload ON upload_event (upload_id, id)")
    for table in WITH_HISTORY:
        op.execute(f"CREATE INDEX {table}_history_by ON {table}_history (superseded_by)")
    op.execute("ALTER TABLE project_history ADD retired_on date")
    op.execute("""
        ALTER TABLE project ADD retired_on date
          CHECK (retired_on IS NULL OR NOT published)""")
    grant("SELECT, INSERT, UPDATE", "upload")
    grant("SELECT, INSERT", "upload_event")
    grant(
        "SELECT, INSERT, UPDATE, DELETE", "upload_row, upload_tie, upload_issue, remembered_column"
    )


def downgrade() -> None:
    """Drop the tables and columns."""
    op.execute(
        "DROP TABLE upload_event, upload_tie, upload_row, upload_issue, remembered_column, upload"
    )
    op.execute("DROP FUNCTION withdraw_rows(text)")
    for table in WITH_HISTORY:
        op.execute(f"DROP INDEX {table}_history_by")
    op.execute("ALTER TABLE project DROP retired_on")
    op.execute("ALTER TABLE project_history DROP retired_on")
    for statement in (first.STAMP, first.KEEP):
        op.execute(statement.replace("CREATE", "CREATE OR REPLACE", 1))

"""Revisions: one user action each, and the triggers that keep what stood before.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

from geoapp.migrations.grants import grant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REVISION = """
CREATE TABLE revision (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL CHECK (btrim(actor) <> ''),
  action text NOT NULL CHECK (action ~ '^[a-z][a-z-]*$'),
  reason text NOT NULL CHECK (btrim(reason) <> ''),
  file_name text,
  file_sha256 text CHECK (file_sha256 ~ '^[0-9a-f]{64}$'),
  undoes_id bigint REFERENCES revision
)"""
# The service says once per transaction in which revision it writes; without it nothing is written.
CURRENT = """
CREATE FUNCTION current_revision() RETURNS bigint LANGUAGE plpgsql STABLE AS $$
DECLARE given text := nullif(current_setting('geoapp.revision', true), '');
BEGIN
  IF given IS NULL THEN
    RAISE EXCEPTION 'a write needs a revision: who, when, why';
  END IF;
  RETURN given;
END $$"""
STAMP = """
CREATE FUNCTION stamp_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.revision_id := current_revision();
  NEW.recorded_at := now();
  RETURN NEW;
END $$"""
# SECURITY DEFINER: the service's role may read history and cannot write it by any other way.
KEEP = """
CREATE FUNCTION keep_history() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE columns text;
BEGIN
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
  FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
  EXECUTE format('INSERT INTO %I (%s, superseded_by, superseded_at, operation)
                  SELECT %s, $1, now(), $2 FROM before',
                 TG_TABLE_NAME || '_history', columns, columns) USING current_revision(), TG_OP;
  RETURN NULL;
END $$"""


def upgrade() -> None:
    """Create the table and the functions that later tables attach as triggers."""
    for statement in (REVISION, CURRENT, STAMP, KEEP):
        op.execute(statement)
    grant("SELECT, INSERT", "revision")


def downgrade() -> None:
    """Drop all of it."""
    op.execute("DROP FUNCTION keep_history(), stamp_revision(), current_revision()")
    op.execute("DROP TABLE revision")

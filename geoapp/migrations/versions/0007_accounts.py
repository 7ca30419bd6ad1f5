"""Accounts with their roles and limits, tokens, attempts to sign in, and the audit log.

Revision ID: 0007
Revises: 0006
"""

from alembic import op

from geoapp.migrations.grants import grant

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# Accounts are switched off, never deleted: revisions and the audit log name them.
USER = """
CREATE TABLE user_account (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL UNIQUE CHECK (name ~ '^[a-z0-9][a-z0-9._@+-]{1,63}$'),
  full_name text NOT NULL CHECK (btrim(full_name) <> ''),
  email text UNIQUE CHECK (email = lower(email)),
  password text,
  active boolean NOT NULL DEFAULT true,
  role_codes text[] NOT NULL
    CHECK (role_codes <@ ARRAY['viewer', 'planner', 'approver', 'admin'] AND role_codes <> '{}'),
  every_agency boolean NOT NULL DEFAULT false,
  every_area boolean NOT NULL DEFAULT false,
  must_change_password boolean NOT NULL DEFAULT false,
  fs_uniquifier text NOT NULL UNIQUE,
  tf_primary_method text,
  tf_totp_secret text,
  last_totp_counter bigint,
  oidc_subject text UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now()
)"""
USER_AGENCY = """
CREATE TABLE user_agency (
  user_id integer NOT NULL REFERENCES user_account ON DELETE CASCADE,
  agency_id integer NOT NULL REFERENCES agency,
  PRIMARY KEY (user_id, agency_id)
)"""
USER_AREA = """
CREATE TABLE user_area (
  user_id integer NOT NULL REFERENCES user_account ON DELETE CASCADE,
  area_id integer NOT NULL REFERENCES area,
  PRIMARY KEY (user_id, area_id)
)"""
API_TOKEN = """
CREATE TABLE api_token (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id integer NOT NULL REFERENCES user_account ON DELETE CASCADE,
  name text NOT NULL CHECK (btrim(name) <> ''),
  digest text NOT NULL UNIQUE CHECK (digest ~ '^[0-9a-f]{64}$'),
  hint text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
)"""  # noqa: S105 - a table, not a token
ATTEMPT = """
CREATE TABLE sign_in_attempt (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  name text NOT NULL,
  address text NOT NULL
)"""
AUDIT = """
CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  who text NOT NULL,
  what text NOT NULL CHECK (what ~ '^[a-z][a-z-]*$'),
  thing text NOT NULL,
  refused text CHECK (refused ~ '^[a-z][a-z-]*$'),
  address text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
)"""
# The service's role has no right to change entries; this also holds where it owns the schema.
KEEP = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is written once and never changed', TG_TABLE_NAME;
END $$"""
KEPT = """
CREATE TRIGGER keep_entries BEFORE UPDATE OR DELETE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"""


def upgrade() -> None:
    """Create the tables, and say for each agency whether a second person approves."""
    for statement in (USER, USER_AGENCY, USER_AREA, API_TOKEN, ATTEMPT, AUDIT, KEEP, KEPT):
        op.execute(statement)
    op.execute("CREATE INDEX sign_in_attempt_name ON sign_in_attempt (name, at)")
    op.execute("CREATE INDEX sign_in_attempt_address ON sign_in_attempt (address, at)")
    op.execute("CREATE INDEX audit_entry_address ON audit_entry (address, at)")
    op.execute("CREATE INDEX audit_entry_who ON audit_entry (who, at)")
    op.execute("ALTER TABLE agency ADD needs_approval boolean NOT NULL DEFAULT false")
    grant("SELECT, INSERT, UPDATE", "user_account, api_token")
    grant("SELECT, INSERT, DELETE", "user_agency, user_area, sign_in_attempt")
    grant("SELECT, INSERT", "audit_entry")


def downgrade() -> None:
    """Drop all of it."""
    op.execute("ALTER TABLE agency DROP needs_approval")
    op.execute("""
        DROP TABLE audit_entry, sign_in_attempt, api_token, user_area, user_agency, user_account""")
    op.execute("DROP FUNCTION refuse_change()")

"""Packs of exported files that a worker makes.

Revision ID: 0013
Revises: 0012
"""

from alembic import op

from geoapp.migrations.grants import grant

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# The key is what the address names: nobody guesses it.
PACK = """
CREATE TABLE pack (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE CHECK (length(key) >= 16),
  state text NOT NULL DEFAULT 'queued' CHECK (state IN (
    'queued', 'making', 'done', 'failed', 'cancelled', 'expired')),
  owner text NOT NULL,
  audience text NOT NULL CHECK (audience IN ('everybody', 'signed-in', 'owner')),
  title text NOT NULL,
  lang text NOT NULL,
  asked jsonb NOT NULL,
  units jsonb NOT NULL,
  formats jsonb NOT NULL,
  asked_on date NOT NULL,
  root_url text NOT NULL DEFAULT '',
  done integer NOT NULL DEFAULT 0,
  total integer NOT NULL CHECK (total > 0),
  attempts integer NOT NULL DEFAULT 0,
  problem jsonb,
  file_bytes bigint,
  scheduled_for date UNIQUE,
  asked_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz,
  expires_at timestamptz,
  CHECK (audience <> 'owner' OR owner <> ''),
  CHECK (state <> 'done' OR (file_bytes IS NOT NULL AND expires_at IS NOT NULL))
)"""


def upgrade() -> None:
    """Create the table."""
    op.execute(PACK)
    op.execute("CREATE INDEX pack_owner ON pack (owner, id DESC)")
    grant("SELECT, INSERT, UPDATE, DELETE", "pack")


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE pack")

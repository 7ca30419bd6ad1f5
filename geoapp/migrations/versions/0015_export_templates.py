"""Named templates of exports.

Revision ID: 0015
Revises: 0014
"""

from alembic import op

from geoapp.migrations.grants import grant

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TEMPLATE = """
CREATE TABLE export_template (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL CHECK (btrim(name) = name AND length(name) BETWEEN 1 AND 80),
  owner text NOT NULL CHECK (owner <> ''),
  chosen jsonb NOT NULL,
  changed_at timestamptz NOT NULL DEFAULT now()
)"""


def upgrade() -> None:
    """Create the table."""
    op.execute(TEMPLATE)
    op.execute("CREATE UNIQUE INDEX export_template_name ON export_template (lower(name))")
    grant("SELECT, INSERT, UPDATE, DELETE", "export_template")


def downgrade() -> None:
    """Drop the table."""
    op.execute("DROP TABLE export_template")

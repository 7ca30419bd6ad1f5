"""Texts that people write for periodic reports, with their history.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

from geoapp.migrations.grants import grant, hold_to_revisions

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

REPORT_TEXT = """
CREATE TABLE report_text (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  period text NOT NULL CHECK (period ~ '^20[0-9]{2}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?$'),
  lang text NOT NULL CHECK (lang IN ('vi', 'en')),
  agency_id integer REFERENCES agency,
  block text NOT NULL CHECK (block ~ '^[a-z]{1,20}$'),
  body text NOT NULL CHECK (length(body) <= 20000),
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL
)"""
# No agency is the whole office, once.
ONCE = """
CREATE UNIQUE INDEX report_text_once ON report_text (period, lang, coalesce(agency_id, 0), block)"""


def upgrade() -> None:
    """Add the table."""
    op.execute(REPORT_TEXT)
    op.execute(ONCE)
    hold_to_revisions("report_text")
    grant("SELECT, INSERT, UPDATE, DELETE", "report_text")


def downgrade() -> None:
    """Take it away."""
    op.execute("DROP TABLE report_text_history, report_text")

"""Letting the baseline that was really approved take the place of an invented one.

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# The service may not delete baselines. What nobody approved is no baseline, and gives way within
# a revision, so that history has it and undoing brings it back.
GIVE_WAY = """
CREATE FUNCTION withdraw_invented_baseline(project bigint) RETURNS void LANGUAGE plpgsql
SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM current_revision();
  DELETE FROM baseline WHERE project_id = project AND illustrative;
END $$"""


def upgrade() -> None:
    """Create the function."""
    op.execute(GIVE_WAY)


def downgrade() -> None:
    """Drop it."""
    op.execute("DROP FUNCTION withdraw_invented_baseline(bigint)")

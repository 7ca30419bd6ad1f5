"""Finding what ended between two days without reading every project.

Revision ID: 0017
Revises: 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the index; few projects have ended."""
    op.execute("""
        CREATE INDEX project_finished ON project (actual_finish)
        WHERE actual_finish IS NOT NULL""")


def downgrade() -> None:
    """Drop it."""
    op.execute("DROP INDEX project_finished")

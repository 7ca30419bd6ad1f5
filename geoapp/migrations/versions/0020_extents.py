"""Finding the shapes that are large enough to be seen at a low zoom without reading every project.

Revision ID: 0020
Revises: 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build the index; points have no extent."""
    op.execute("""
        CREATE INDEX project_extent ON project (extent_m)
        WHERE extent_m IS NOT NULL""")


def downgrade() -> None:
    """Drop it."""
    op.execute("DROP INDEX project_extent")

"""Reading what the reports of one project said, month by month, from indexes alone.

Revision ID: 0022
Revises: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let the index say what standstill and pace are told by; give history one like it."""
    op.execute("DROP INDEX progress_report_project")
    op.execute("""
        CREATE INDEX progress_report_project ON progress_report (project_id, month, id)
        INCLUDE (accepted, progress, reported_on)""")
    op.execute("""
        CREATE INDEX progress_report_history_project
        ON progress_report_history (project_id, month, id)""")


def downgrade() -> None:
    """Build the one that was there before."""
    op.execute("DROP INDEX progress_report_history_project, progress_report_project")
    op.execute("""
        CREATE INDEX progress_report_project ON progress_report (project_id, month, id)""")

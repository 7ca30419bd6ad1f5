"""Planners' lists leave out what was taken off the map; the index of figures tells it.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FIGURES = """
CREATE INDEX project_figures ON project (id) INCLUDE (published, code, sector, kind, funding,
  stage, lead_agency_id, tie_set_id, progress, planned_progress, days_behind, planned_finish,
  report_month, investment_vnd, position, illustrative, anchor{more})"""


def upgrade() -> None:
    """Make the index anew with the day of retirement."""
    op.execute("DROP INDEX project_figures")
    op.execute(FIGURES.format(more=", retired_on"))


def downgrade() -> None:
    """Make it anew without."""
    op.execute("DROP INDEX project_figures")
    op.execute(FIGURES.format(more=""))

"""Reading a month's reports, and what needs attention, from indexes alone.

Revision ID: 0014
Revises: 0013
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

# In the order in which “the newest accepted one of a month” is asked for, with all it says of
# standing: five years of a province are 1.2 million reports, a month of them is read here.
ACCEPTED = """
CREATE INDEX progress_report_accepted ON progress_report (month, project_id, id DESC)
  INCLUDE (progress, planned_progress, days_behind, disbursed_vnd, reported_on)
  WHERE accepted"""
FIGURES = """
CREATE INDEX project_figures ON project (id) INCLUDE (published, code, sector, kind, funding,
  stage, lead_agency_id, tie_set_id, progress, planned_progress, days_behind, planned_finish,
  report_month, investment_vnd, position, illustrative, anchor{more})"""
# What standing still and paying behind are told by.
FOLLOWED = ", unchanged_since, last_report, plan_year_vnd, disbursed_vnd"


def upgrade() -> None:
    """Build both indexes."""
    op.execute("DROP INDEX progress_report_month")
    op.execute(ACCEPTED)
    op.execute("DROP INDEX project_figures")
    op.execute(FIGURES.format(more=FOLLOWED))


def downgrade() -> None:
    """Build those that were there before."""
    op.execute("DROP INDEX project_figures")
    op.execute(FIGURES.format(more=""))
    op.execute("DROP INDEX progress_report_accepted")
    op.execute("CREATE INDEX progress_report_month ON progress_report (month, project_id)")

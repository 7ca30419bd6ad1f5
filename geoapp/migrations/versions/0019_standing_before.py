"""Telling since when a percent stands still, and at which pace it rose, of reports before 0012.

Revision ID: 0019
Revises: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# As the trigger on reports writes it when one is accepted.
COMPUTED = """
UPDATE project p SET unchanged_since = still.since,
  pace = (r.progress - before.progress) / nullif(r.reported_on - before.reported_on, 0)
FROM project one
JOIN LATERAL (
  SELECT month, progress, reported_on FROM progress_report
  WHERE project_id = one.id AND accepted AND month = one.report_month
  ORDER BY id DESC LIMIT 1) r ON true
LEFT JOIN LATERAL (
  SELECT min(month) AS since FROM (
    SELECT month, bool_and(progress = r.progress) OVER (ORDER BY month DESC) AS same
    FROM (SELECT DISTINCT ON (month) month, progress FROM progress_report
          WHERE project_id = one.id AND accepted AND month <= r.month
            AND month > r.month - interval '2 years'
          ORDER BY month DESC, id DESC) AS months) AS compared
  WHERE compared.same) still ON true
LEFT JOIN LATERAL (
  SELECT progress, reported_on FROM progress_report
  WHERE project_id = one.id AND accepted AND month < r.month
    AND month >= r.month - interval '3 months'
  ORDER BY month, id DESC LIMIT 1) before ON true
WHERE p.id = one.id AND p.unchanged_since IS NULL"""


def upgrade() -> None:
    """Compute both; nobody changed anything, so no revision and no history tells of it."""
    op.execute("ALTER TABLE project DISABLE TRIGGER USER")
    op.execute(COMPUTED)
    op.execute("ALTER TABLE project ENABLE TRIGGER USER")


def downgrade() -> None:
    """Keep them: migration 0012 takes the columns away."""

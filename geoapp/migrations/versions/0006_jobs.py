"""The queue of jobs: Procrastinate's own schema, and the service's right to use it.

Revision ID: 0006
Revises: 0005
"""

from alembic import op
from procrastinate.schema import SchemaManager

from geoapp.migrations.grants import grant

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = (
    "procrastinate_workers, procrastinate_jobs, procrastinate_periodic_defers, procrastinate_events"
)


def upgrade() -> None:
    """Run the library's schema as it ships it, past any reading of % as a parameter."""
    op.get_bind().connection.cursor().execute(SchemaManager.get_schema())
    grant("SELECT, INSERT, UPDATE, DELETE", TABLES)
    grant("USAGE", "ALL SEQUENCES IN SCHEMA public")


def downgrade() -> None:
    """Drop the queue with everything that belongs to it."""
    op.execute(f"DROP TABLE {TABLES} CASCADE")
    op.execute("""
        DO $$ DECLARE routine regprocedure; BEGIN
          FOR routine IN SELECT oid::regprocedure FROM pg_proc WHERE proname LIKE 'procrastinate_%'
          LOOP EXECUTE 'DROP FUNCTION ' || routine || ' CASCADE'; END LOOP;
        END $$""")
    op.execute("""
        DROP TYPE procrastinate_job_to_defer_v1, procrastinate_job_event_type,
                  procrastinate_job_status""")

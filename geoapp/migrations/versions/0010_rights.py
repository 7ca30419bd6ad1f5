"""Where uploads lie, and revisions that only their own transaction writes in.

Revision ID: 0010
Revises: 0009
"""

from importlib import import_module

from alembic import op

from geoapp.migrations.grants import grant

revision = "0010"
down_revision = "0009"
uploads = import_module("geoapp.migrations.versions.0008_uploads")
branch_labels = None
depends_on = None

# Kept when staged rows are gone: who may see an upload must not change with that.
PLACE = """
CREATE TABLE upload_place (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  upload_id bigint NOT NULL REFERENCES upload,
  lead_agency_id integer,
  tie_set_id integer
)"""
# A revision belongs to the transaction that made it: nobody writes in another's name later.
STAMP = """
CREATE FUNCTION stamp_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.transaction := pg_current_xact_id()::text::bigint;
  RETURN NEW;
END $$"""
STAMPED = """
CREATE TRIGGER stamp_transaction BEFORE INSERT ON revision
FOR EACH ROW EXECUTE FUNCTION stamp_transaction()"""
# Asked before and after each statement rather than for each row, of which there are 200,000.
CHECK = """
CREATE FUNCTION check_revision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE given bigint := current_revision();
BEGIN
  IF NOT EXISTS (SELECT FROM revision r
                 WHERE r.id = given AND r.transaction = pg_current_xact_id()::text::bigint) THEN
    RAISE EXCEPTION 'revision % was not made by this transaction', given;
  END IF;
  RETURN NULL;
END $$"""


def upgrade() -> None:
    """Create the table, and bind revisions to their transactions."""
    op.execute(PLACE)
    op.execute("CREATE INDEX upload_place_upload ON upload_place (upload_id)")
    grant("SELECT, INSERT, DELETE", "upload_place")
    op.execute("ALTER TABLE revision ADD transaction bigint")
    for statement in (STAMP, STAMPED, CHECK):
        op.execute(statement)
    for table in uploads.WITH_HISTORY:
        for moment in ("BEFORE", "AFTER"):
            op.execute(f"""
                CREATE TRIGGER check_revision_{moment.lower()}
                {moment} INSERT OR UPDATE OR DELETE ON {table}
                FOR EACH STATEMENT EXECUTE FUNCTION check_revision()""")


def downgrade() -> None:
    """Drop all of it."""
    for table in uploads.WITH_HISTORY:
        for moment in ("before", "after"):
            op.execute(f"DROP TRIGGER check_revision_{moment} ON {table}")
    op.execute("DROP FUNCTION check_revision()")
    op.execute("DROP TRIGGER stamp_transaction ON revision")
    op.execute("DROP FUNCTION stamp_transaction()")
    op.execute("ALTER TABLE revision DROP transaction")
    op.execute("DROP TABLE upload_place")

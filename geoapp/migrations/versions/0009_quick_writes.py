"""Projects written by the hundred thousand: one index of words, no column made anew for nothing.

Revision ID: 0009
Revises: 0008
"""

from importlib import import_module

from alembic import op

revision = "0009"
down_revision = "0008"
projects = import_module("geoapp.migrations.versions.0004_projects")
reports = import_module("geoapp.migrations.versions.0005_reports")
branch_labels = None
depends_on = None

# The words of a name without marks. Trigrams of the same text made four times the entries, and
# of the text with marks as many again: that text is compared where the bare words were found.
# Longer beginnings than a hundred letters are no word, and more than an entry may hold.
TERMS = r"""
CREATE FUNCTION search_terms(folded text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN array_to_tsvector(array_remove(string_to_array(
  regexp_replace(
    CASE WHEN octet_length(folded) < 1000 THEN replace(folded, 'đ', 'd')
    ELSE regexp_replace(replace(folded, 'đ', 'd'), '([^ ]{150}[^ ]{150})[^ ]+', '\1', 'g') END,
    U&'[\0300-\036f]', '', 'g'), ' '), ''))"""
WORDS = "CREATE INDEX project_search_terms ON project USING gin (search_terms(search_folded))"
# PostgreSQL makes every generated column anew on each update while a trigger stands before it,
# because that could change any column. So updates of projects say their revision themselves, and
# one that forgets it is refused.
FORGOTTEN = """
CREATE FUNCTION forgotten_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM current_revision();
  RAISE EXCEPTION 'an update of % sets revision_id = current_revision() and recorded_at = '
    'greatest(now(), recorded_at)', TG_TABLE_NAME;
END $$"""
STAMPED = """
CREATE TRIGGER stamped AFTER UPDATE ON project FOR EACH ROW
WHEN (NEW.revision_id IS DISTINCT FROM
        CAST(nullif(current_setting('geoapp.revision', true), '') AS bigint)
      OR NEW.recorded_at IS DISTINCT FROM greatest(now(), OLD.recorded_at))
EXECUTE FUNCTION forgotten_revision()"""
STAMP = """
CREATE TRIGGER stamp_revision BEFORE {events} ON project
FOR EACH ROW EXECUTE FUNCTION stamp_revision()"""
STANDING = reports.STANDING.replace("CREATE", "CREATE OR REPLACE", 1)
STANDING_STAMPED = STANDING.replace(
    "  UPDATE project p SET\n",
    "  UPDATE project p SET\n"
    "    revision_id = current_revision(), recorded_at = greatest(now(), p.recorded_at),\n",
)
STRIPPED = """
ALTER TABLE project ADD search_stripped text NOT NULL GENERATED ALWAYS AS
  (search_form(strip_marks(code || ' ' || name || ' ' || coalesce(name_en, '')))) STORED"""
STRIPPED_BEFORE = """
UPDATE project_history
SET search_stripped = search_form(strip_marks(code || ' ' || name || ' ' || coalesce(name_en, '')))
"""


def upgrade() -> None:
    """Put one index in the place of two, and a check in the place of a trigger."""
    op.execute("DROP INDEX project_search_folded")
    for table in ("project", "project_history"):
        op.execute(f"ALTER TABLE {table} DROP search_stripped")
    op.execute("DROP TRIGGER stamp_revision ON project")
    for statement in (TERMS, WORDS, FORGOTTEN, STAMPED, STANDING_STAMPED):
        op.execute(statement)
    op.execute(STAMP.format(events="INSERT"))


def downgrade() -> None:
    """Put back what stood there."""
    op.execute("DROP TRIGGER stamped ON project")
    op.execute("DROP TRIGGER stamp_revision ON project")
    op.execute("DROP INDEX project_search_terms")
    op.execute("DROP FUNCTION forgotten_revision(), search_terms(text)")
    op.execute(STAMP.format(events="INSERT OR UPDATE"))
    op.execute(STANDING)
    op.execute(STRIPPED)
    op.execute("ALTER TABLE project_history ADD search_stripped text")
    op.execute(STRIPPED_BEFORE)
    op.execute("ALTER TABLE project_history ALTER search_stripped SET NOT NULL")
    for index in projects.INDEXES:
        if "project_search" in index:
            op.execute(index)

"""The same foldings, anchors and stamps in less time: half of a new project's time was its text.

Revision ID: 0016
Revises: 0015
"""

from importlib import import_module

from alembic import op

revision = "0016"
down_revision = "0015"
spelling = import_module("geoapp.migrations.versions.0001_spelling")
projects = import_module("geoapp.migrations.versions.0004_projects")
quick_writes = import_module("geoapp.migrations.versions.0009_quick_writes")
branch_labels = None
depends_on = None

# Each replacement costs a microsecond, a look that finds nothing a tenth of that: so a single
# space is not replaced by itself, nor a tone mark put where it stands already.
BLANKS, SPACE = spelling.BLANKS, r"\001c-\0020"
OTHER_BLANKS = BLANKS.replace(SPACE, r"\001c-\001f")
FOLD_TONES = spelling.FOLD_TONES.replace(r"\031b]*)'", r"\031b]+)'").replace(
    f"U&'[{BLANKS}]+'", f"U&' *[{OTHER_BLANKS}][{BLANKS}]*|  +'"
)
MARKS = r"!-/:-@\\[-`{-~–—“”‘’…"
SEARCH_FORM = spelling.SEARCH_FORM.replace(
    f"U&'[{BLANKS}{MARKS}]+'", f"U&' *[{OTHER_BLANKS}{MARKS}][{BLANKS}{MARKS}]*|  +'"
)
# A strict function is called for each row, one that is not becomes part of the statement; all
# within it answers null for null anyhow.
ANCHOR = projects.ANCHOR.replace("IMMUTABLE STRICT", "IMMUTABLE")
# Asked only of rows that do not say their revision themselves.
STAMP = quick_writes.STAMP.format(events="INSERT")
STAMP_FORGOTTEN = STAMP.replace(
    "EXECUTE",
    """WHEN (NEW.revision_id IS DISTINCT FROM
        CAST(nullif(current_setting('geoapp.revision', true), '') AS bigint)
      OR NEW.recorded_at IS DISTINCT FROM now())
EXECUTE""",
)


def upgrade() -> None:
    """Replace what computes; what was computed stays the same."""
    _replace(FOLD_TONES, SEARCH_FORM, ANCHOR)
    op.execute("DROP TRIGGER stamp_revision ON project")
    op.execute(STAMP_FORGOTTEN)


def downgrade() -> None:
    """Put back what stood there."""
    _replace(spelling.FOLD_TONES, spelling.SEARCH_FORM, projects.ANCHOR)
    op.execute("DROP TRIGGER stamp_revision ON project")
    op.execute(STAMP)


def _replace(*functions: str) -> None:
    for function in functions:
        op.execute(function.replace("CREATE", "CREATE OR REPLACE", 1))

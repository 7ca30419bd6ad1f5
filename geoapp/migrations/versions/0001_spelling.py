"""Immutable foldings of Vietnamese text, the database's half of domain/spelling.py.

Revision ID: 0001
Revises:
"""

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# NFD first: every Vietnamese letter but Đ is then an ASCII letter and marks, so lower()
# gives the same under any collation the database was made with.
FOLD_TONES = r"""
CREATE FUNCTION fold_tones(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(
    replace(lower(normalize(given, NFD)), 'Đ', 'đ'),
    U&'([\0300\0301\0303\0309\0323])([a-z\0111\0302\0306\031b]*)', '\2\1', 'g'),
    '\s+', ' ', 'g'))
$$"""
STRIP_MARKS = r"""
CREATE FUNCTION strip_marks(given text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(
    replace(replace(lower(normalize(given, NFD)), 'Đ', 'd'), 'đ', 'd'),
    U&'[\0300-\036f]', '', 'g'), '\s+', ' ', 'g'))
$$"""


def upgrade() -> None:
    """Create both functions."""
    op.execute(FOLD_TONES)
    op.execute(STRIP_MARKS)


def downgrade() -> None:
    """Drop both functions."""
    op.execute("DROP FUNCTION strip_marks(text), fold_tones(text)")

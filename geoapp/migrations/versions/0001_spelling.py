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
# Blanks are listed, because what \s takes depends on the collation too.
BLANKS = r"\0009-\000d\001c-\0020\0085\00a0\1680\2000-\200a\2028\2029\202f\205f\3000"
FOLD_TONES = rf"""
CREATE FUNCTION fold_tones(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(
    replace(lower(normalize(given, NFD)), 'Đ', 'đ'),
    U&'([\0300\0301\0303\0309\0323])([a-z\0111\0302\0306\031b]*)', '\2\1', 'g'),
    U&'[{BLANKS}]+', ' ', 'g'))
$$"""
STRIP_MARKS = rf"""
CREATE FUNCTION strip_marks(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT btrim(regexp_replace(regexp_replace(
    replace(replace(lower(normalize(given, NFD)), 'Đ', 'd'), 'đ', 'd'),
    U&'[\0300-\036f]', '', 'g'), U&'[{BLANKS}]+', ' ', 'g'))
$$"""


# Words for searching: punctuation is space, and a space stands before the first word.
SEARCH_FORM = rf"""
CREATE FUNCTION search_form(given text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT regexp_replace(' ' || given, U&'[{BLANKS}!-/:-@\\[-`{{-~–—“”‘’…]+', ' ', 'g')
$$"""


def upgrade() -> None:
    """Create the functions."""
    for statement in (FOLD_TONES, STRIP_MARKS, SEARCH_FORM):
        op.execute(statement)


def downgrade() -> None:
    """Drop the functions."""
    op.execute("DROP FUNCTION search_form(text), strip_marks(text), fold_tones(text)")

"""Administrative units and agencies, both with the dates they existed.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

from geoapp.migrations.grants import grant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

AREA = """
CREATE TABLE area (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  level text NOT NULL CHECK (level IN ('province', 'district', 'commune')),
  code text NOT NULL,
  name text NOT NULL,
  parent_code text,
  valid daterange NOT NULL,
  accuracy_m integer,
  source text NOT NULL,
  geometry geometry(MultiPolygon, 4326) CHECK (ST_IsValid(geometry)),
  name_folded text NOT NULL GENERATED ALWAYS AS (search_form(fold_tones(name))) STORED,
  name_stripped text NOT NULL GENERATED ALWAYS AS (search_form(strip_marks(name))) STORED,
  EXCLUDE USING gist (level WITH =, code WITH =, valid WITH &&)
)"""
SUCCESSION = """
CREATE TABLE area_successor (
  area_id integer NOT NULL REFERENCES area ON DELETE CASCADE,
  successor_id integer NOT NULL REFERENCES area ON DELETE CASCADE,
  part boolean NOT NULL,
  PRIMARY KEY (area_id, successor_id)
)"""
# A tie set is one combination of units; projects share sets, so that a filter or a count by
# area reads a few hundred sets instead of a row for each project and unit.
TIE_SET = """
CREATE TABLE tie_set (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  key text NOT NULL UNIQUE
)"""
TIE = """
CREATE TABLE tie (
  tie_set_id integer NOT NULL REFERENCES tie_set,
  area_id integer NOT NULL REFERENCES area,
  basis text NOT NULL
    CHECK (basis IN ('geometry', 'nearest', 'document', 'inferred', 'outweighed')),
  PRIMARY KEY (tie_set_id, area_id)
)"""
AGENCY = """
CREATE TABLE agency (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
  name text NOT NULL,
  name_en text,
  valid daterange NOT NULL DEFAULT daterange(NULL, NULL),
  source text,
  name_folded text NOT NULL GENERATED ALWAYS AS (search_form(fold_tones(name))) STORED,
  name_stripped text NOT NULL GENERATED ALWAYS AS (search_form(strip_marks(name))) STORED
)"""
AGENCY_SUCCESSOR = """
CREATE TABLE agency_successor (
  agency_id integer NOT NULL REFERENCES agency ON DELETE CASCADE,
  successor_id integer NOT NULL REFERENCES agency ON DELETE CASCADE,
  PRIMARY KEY (agency_id, successor_id),
  CHECK (agency_id <> successor_id)
)"""


def upgrade() -> None:
    """Create the tables and their indexes."""
    for statement in (AREA, SUCCESSION, TIE_SET, TIE, AGENCY, AGENCY_SUCCESSOR):
        op.execute(statement)
    op.execute("CREATE INDEX area_geometry ON area USING gist (geometry)")
    op.execute("CREATE INDEX tie_area ON tie (area_id)")
    grant("SELECT, INSERT, UPDATE, DELETE", "area, area_successor, agency, agency_successor")
    grant("SELECT, INSERT", "tie_set, tie")


def downgrade() -> None:
    """Drop the tables."""
    op.execute("DROP TABLE agency_successor, agency, tie, tie_set, area_successor, area")

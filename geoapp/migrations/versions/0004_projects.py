"""Projects, their other identifiers, and the one rule of schedule status.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

from geoapp.migrations.grants import grant, keep_history_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Where a project's symbol stands, in metres of EPSG:3857: its point, the middle of its line,
# a point inside its area. RETURN binds PostGIS's functions now, for a restore has no search path.
ANCHOR = """
CREATE FUNCTION anchor_of(given geometry) RETURNS geometry
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN ST_Transform(CASE GeometryType(given)
    WHEN 'POINT' THEN given
    WHEN 'LINESTRING' THEN ST_LineInterpolatePoint(given, 0.5)
    ELSE ST_PointOnSurface(given) END, 3857)"""
EXTENT = """
CREATE FUNCTION extent_of(given geometry) RETURNS real
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN greatest(ST_XMax(given) - ST_XMin(given), ST_YMax(given) - ST_YMin(given))::real"""
DOCUMENT = """
CREATE TABLE source_document (
  code text PRIMARY KEY,
  title text NOT NULL,
  dated text NOT NULL,
  day date NOT NULL
)"""
PROJECT = """
CREATE TABLE project (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code text NOT NULL UNIQUE CHECK (code ~ '^[A-Z0-9][A-Z0-9._-]{0,39}$'),
  name text NOT NULL CHECK (btrim(name) <> ''),
  name_en text,
  short_name text,
  sector text NOT NULL,
  kind text NOT NULL,
  funding text NOT NULL DEFAULT 'unknown'
    CHECK (funding IN ('public', 'private', 'oda', 'mixed', 'unknown')),
  stage text NOT NULL DEFAULT 'unknown' CHECK (stage IN
    ('preparation', 'implementation', 'completion', 'suspended', 'cancelled', 'unknown')),
  published boolean NOT NULL DEFAULT true,
  investment_vnd bigint CHECK (investment_vnd >= 0),
  plan_year_vnd bigint CHECK (plan_year_vnd >= 0),
  disbursed_vnd bigint CHECK (disbursed_vnd >= 0),
  area_ha double precision CHECK (area_ha > 0 AND area_ha < 'infinity'),
  length_m double precision CHECK (length_m > 0 AND length_m < 'infinity'),
  lead_agency_id integer REFERENCES agency,
  partner_agency_ids integer[] NOT NULL DEFAULT '{}',
  owner_agency_id integer REFERENCES agency,
  baseline_start date,
  baseline_finish date,
  planned_finish date,
  forecast_finish date,
  actual_finish date,
  progress real CHECK (progress BETWEEN 0 AND 100),
  planned_progress real CHECK (planned_progress BETWEEN 0 AND 100),
  days_behind integer,
  report_month date CHECK (extract(day FROM report_month) = 1),
  last_report date,
  position text NOT NULL DEFAULT 'none'
    CHECK (position IN ('surveyed', 'estimated', 'schematic', 'none')),
  accuracy_m integer CHECK (accuracy_m >= 0),
  geometry geometry(Geometry, 4326) CHECK (
    ST_IsValid(geometry) AND NOT ST_IsEmpty(geometry)
    AND ST_Within(ST_Envelope(geometry), ST_MakeEnvelope(101, 5, 120, 24, 4326))),
  geometry_3857 geometry(Geometry, 3857)
    GENERATED ALWAYS AS
      (CASE WHEN ST_Dimension(geometry) > 0 THEN ST_Transform(geometry, 3857) END) STORED,
  anchor geometry(Point, 3857) GENERATED ALWAYS AS (anchor_of(geometry)) STORED,
  extent_m real GENERATED ALWAYS AS
    (CASE WHEN ST_Dimension(geometry) > 0 THEN extent_of(ST_Transform(geometry, 3857)) END) STORED,
  tie_set_id integer REFERENCES tie_set,
  named_areas jsonb NOT NULL DEFAULT '[]',
  sources jsonb NOT NULL DEFAULT '[]',
  figures_text text,
  illustrative_fields text[] NOT NULL DEFAULT '{}',
  illustrative boolean NOT NULL GENERATED ALWAYS AS (illustrative_fields <> '{}') STORED,
  search_folded text NOT NULL GENERATED ALWAYS AS
    (search_form(fold_tones(code || ' ' || name || ' ' || coalesce(name_en, '')))) STORED,
  search_stripped text NOT NULL GENERATED ALWAYS AS
    (search_form(strip_marks(code || ' ' || name || ' ' || coalesce(name_en, '')))) STORED,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL,
  CHECK ((geometry IS NULL) = (position = 'none'))
)"""
# Else a long row's texts leave it before its geometry does, and searching reads them one by one.
STORAGE = """
ALTER TABLE project ALTER geometry SET STORAGE EXTERNAL,
                    ALTER geometry_3857 SET STORAGE EXTERNAL"""
INDEXES = (
    "CREATE INDEX project_geometry ON project USING gist (geometry)",
    "CREATE INDEX project_anchor ON project USING gist (anchor)",
    "CREATE INDEX project_shape ON project USING gist (geometry_3857) WHERE extent_m IS NOT NULL",
    "CREATE INDEX project_tie_set ON project (tie_set_id)",
    "CREATE INDEX project_lead_agency ON project (lead_agency_id)",
    "CREATE INDEX project_search_folded ON project USING gin (search_folded gin_trgm_ops)",
    "CREATE INDEX project_search_stripped ON project USING gin (search_stripped gin_trgm_ops)",
    "CREATE INDEX project_illustrative ON project (id) WHERE illustrative",
    # All that counting, summing, sorting and low tiles read: 100,000 projects are scanned in
    # this index alone, a tenth of the table.
    """CREATE INDEX project_figures ON project (id) INCLUDE (published, code, sector, kind, funding,
       stage, lead_agency_id, tie_set_id, progress, planned_progress, days_behind, planned_finish,
       report_month, investment_vnd, position, illustrative, anchor)""",
)
IDENTIFIER = """
CREATE TABLE project_identifier (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES project,
  scheme text NOT NULL,
  value text NOT NULL,
  revision_id bigint NOT NULL REFERENCES revision,
  recorded_at timestamptz NOT NULL,
  UNIQUE (project_id, scheme, value)
)"""
# Figures are kept as real numbers, where 20.2 - 15.2 is a little more than 5: hence the grain.
# Without a plan there is nothing to compare a report with: null, like a project outside the rule.
STATUS = """
CREATE FUNCTION schedule_status(stage text, progress real, planned real, planned_finish date,
    report_month date, day date, month_due date, points double precision)
RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN stage IN ('suspended', 'cancelled', 'completion') THEN NULL
    WHEN progress IS NULL OR report_month IS NULL OR report_month < month_due THEN 'not_reported'
    WHEN planned IS NULL AND (planned_finish IS NULL OR planned_finish >= day) THEN NULL
    WHEN planned - progress > points + 0.0001 OR planned_finish < day THEN 'late'
    WHEN progress - planned > points + 0.0001 THEN 'ahead'
    ELSE 'on_time' END
$$"""
# Late by whichever is worse: the days since the planned finish, or the days between the
# report and the day on which the plan had what the report shows.
DAYS = """
CREATE FUNCTION days_late(status text, days_behind integer, planned_finish date, day date)
RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN status = 'late'
    THEN greatest(days_behind, CASE WHEN planned_finish < day THEN day - planned_finish END) END
$$"""


def upgrade() -> None:
    """Create tables, functions, indexes and history."""
    for statement in (
        ANCHOR,
        EXTENT,
        DOCUMENT,
        PROJECT,
        STORAGE,
        *INDEXES,
        IDENTIFIER,
        STATUS,
        DAYS,
    ):
        op.execute(statement)
    keep_history_of("project")
    keep_history_of("project_identifier")
    grant("SELECT, INSERT, UPDATE", "source_document")
    grant("SELECT, INSERT, UPDATE, DELETE", "project, project_identifier")


def downgrade() -> None:
    """Drop tables and functions."""
    op.execute(
        "DROP TABLE project_identifier_history, project_identifier, project_history, project"
    )
    op.execute("DROP TABLE source_document")
    op.execute("DROP FUNCTION days_late, schedule_status, extent_of, anchor_of")

"""Which administrative units a project belongs to, at every date (contract.md, Areas).

By its geometry to every unit it touches; where it touches none of a level and date, to the
nearest; by the names in its documents where there is no outline or no place, and against an
estimated position where the two disagree. All in SQL over whole sets of projects.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from geoapp.services.revisions import stamp

# Outlines are generalised: a gap between neighbours or along a coast is no wider than this.
GAP_M = 3_000
# Six nautical miles, the waters a province assigns (Decree 11/2021/NĐ-CP); beyond lies no unit.
SEA_M = 11_112
# A unit that holds this share of another holds it whole: outlines of two dates differ by slivers.
WHOLE = 0.99

STORED = """
SELECT id, geometry, position, accuracy_m, sources, named_areas
FROM project WHERE CAST(:ids AS bigint[]) IS NULL OR id = ANY(:ids)"""
PROJECTS = """
CREATE TEMP TABLE tied_project ON COMMIT DROP AS
SELECT p.id, p.geometry, p.position, p.named_areas,
       coalesce(p.accuracy_m, 0) + (SELECT coalesce(max(accuracy_m), 0) FROM area) AS accuracy_m,
       coalesce((SELECT max(d.day) FROM jsonb_array_elements(p.sources) s
                 JOIN source_document d ON d.code = s ->> 'document'), :today) AS day
FROM ({source}) AS p"""
# Unit by unit, so that PostGIS prepares each outline once and not for every project anew.
TOUCHED = """
CREATE TEMP TABLE tie_found ON COMMIT DROP AS
SELECT p.id AS project_id, a.id AS area_id, 'geometry' AS basis, a.level, a.valid
FROM area a CROSS JOIN LATERAL (
  SELECT p.id FROM tied_project p WHERE ST_Intersects(a.geometry, p.geometry) OFFSET 0) p
WHERE a.geometry IS NOT NULL"""
# A state is all units of a level on a day on which one of them began or the one before ended.
# Outlines are large and packed: what their box rules out is never unpacked.
STATES = """
CREATE TEMP TABLE unit_state ON COMMIT DROP AS
SELECT s.level, s.day, a.id AS area_id, a.valid, a.geometry, ST_Envelope(a.geometry) AS box
FROM (SELECT DISTINCT level,
             unnest(ARRAY[coalesce(lower(valid), '0001-01-01'), upper(valid)]) AS day
      FROM area WHERE geometry IS NOT NULL) s
JOIN area a ON a.level = s.level AND a.valid @> s.day AND a.geometry IS NOT NULL"""
# How far to look, in degrees for speed: in Vietnam a degree is 102 to 111 km.
REACH = """
CREATE TEMP TABLE tie_reach ON COMMIT DROP AS
SELECT p.id, p.geometry, greatest(p.accuracy_m, CASE WHEN f IS NULL THEN :sea_m ELSE :gap_m END)
                         / CAST(106500 AS double precision) AS degrees
FROM tied_project p LEFT JOIN (SELECT DISTINCT project_id FROM tie_found) f ON f.project_id = p.id
WHERE p.geometry IS NOT NULL"""
NEAREST = """
WITH state AS MATERIALIZED (
  SELECT level, day, ST_SetSRID(ST_Extent(geometry), 4326) AS box
  FROM unit_state GROUP BY level, day),
missing AS (
  SELECT r.id, s.level, s.day FROM tie_reach r
  JOIN state s ON ST_Expand(r.geometry, r.degrees) && s.box
  EXCEPT SELECT f.project_id, s.level, s.day FROM tie_found f JOIN unit_state s USING (area_id))
INSERT INTO tie_found
SELECT DISTINCT r.id, n.area_id, 'nearest', n.level, n.valid
FROM missing m JOIN tie_reach r USING (id)
CROSS JOIN LATERAL (
  SELECT s.* FROM (
    SELECT s.area_id, s.level, s.valid, ST_Distance(s.geometry, r.geometry) AS apart
    FROM unit_state s
    WHERE s.level = m.level AND s.day = m.day AND s.box && ST_Expand(r.geometry, r.degrees)
    OFFSET 0) s
  WHERE s.apart <= r.degrees ORDER BY s.apart LIMIT 1) n"""
# A name that two units of a day share is told apart by the other units the document names.
NAMED = """
CREATE TEMP TABLE tie_named ON COMMIT DROP AS
WITH named AS (
  SELECT p.id AS project_id, p.day, n.level, n.basis, a.id AS area_id, a.code, a.parent_code,
         count(*) OVER (PARTITION BY p.id, n.level, a.name_folded) AS namesakes
  FROM tied_project p
  CROSS JOIN LATERAL jsonb_to_recordset(p.named_areas) AS n(level text, name text, basis text)
  JOIN area a ON a.level = n.level AND a.name_folded = search_form(fold_tones(n.name))
    AND a.valid @> p.day)
SELECT project_id, day, level, basis, area_id FROM named n
WHERE namesakes = 1 OR EXISTS (
  SELECT FROM named above WHERE above.project_id = n.project_id AND above.code = n.parent_code)"""
# Without a place: all that holds a named unit whole holds the project, at any date.
UNPLACED = """
WITH unplaced AS (
  SELECT n.project_id, n.basis, a.* FROM tie_named n JOIN area a ON a.id = n.area_id
  JOIN tied_project p ON p.id = n.project_id WHERE p.geometry IS NULL),
parents AS (
  SELECT DISTINCT u.project_id, u.basis, a.id
  FROM unplaced u JOIN tied_project p ON p.id = u.project_id
  JOIN area a ON a.code = u.parent_code AND a.level <> u.level AND a.valid @> p.day),
inner_unit AS MATERIALIZED (
  SELECT id, geometry, ST_Area(geometry) AS size FROM area WHERE geometry IS NOT NULL
    AND id IN (SELECT id FROM unplaced UNION SELECT id FROM parents)),
holds AS MATERIALIZED (
  SELECT i.id, a.id AS by FROM inner_unit i JOIN area a ON a.geometry && i.geometry
  WHERE a.id <> i.id AND ST_Area(ST_Intersection(a.geometry, i.geometry)) > :whole * i.size),
found AS (
  SELECT project_id, id, basis FROM unplaced UNION ALL SELECT project_id, id, basis FROM parents)
INSERT INTO tie_found
SELECT f.project_id, a.id, min(f.basis), a.level, a.valid FROM (
  SELECT project_id, id, basis FROM found
  UNION ALL SELECT f.project_id, h.by, f.basis FROM found f JOIN holds h USING (id)) f
JOIN area a USING (id) GROUP BY f.project_id, a.id"""
CONFIRMED = """
UPDATE tie_found f SET basis = 'document' FROM tie_named n
WHERE (n.project_id, n.area_id) = (f.project_id, f.area_id) AND n.basis = 'document'"""
OUTWEIGHED = """
UPDATE tie_found f SET basis = 'outweighed'
FROM tied_project p, (SELECT DISTINCT n.project_id, n.level, n.day FROM tie_named n
  JOIN area a ON a.id = n.area_id AND a.geometry IS NOT NULL WHERE n.basis = 'document') n
WHERE p.id = f.project_id AND p.position <> 'surveyed' AND p.geometry IS NOT NULL
  AND n.project_id = f.project_id AND n.level = f.level AND f.valid @> n.day
  AND NOT EXISTS (SELECT FROM tie_found kept WHERE kept.project_id = f.project_id
    AND kept.level = f.level AND kept.valid @> n.day AND kept.basis = 'document')"""
# Units with an outline are added where the document alone names them; those without always,
# with the unit of the same code and name that followed when only its parent changed.
BY_NAME = """
INSERT INTO tie_found
SELECT n.project_id, a.id, min(n.basis), a.level, a.valid
FROM tie_named n JOIN tied_project p ON p.id = n.project_id JOIN area named ON named.id = n.area_id
JOIN area a ON a.id = named.id OR (a.level, a.code, a.name_folded)
    = (named.level, named.code, named.name_folded) AND a.valid -|- named.valid
    AND a.geometry IS NULL AND named.geometry IS NULL
WHERE (a.geometry IS NULL OR
       n.basis = 'document' AND p.geometry IS NOT NULL AND p.position <> 'surveyed')
  AND NOT EXISTS (SELECT FROM tie_found f WHERE (f.project_id, f.area_id) = (n.project_id, a.id))
GROUP BY n.project_id, a.id"""
KEYS = """
CREATE TEMP TABLE tie_key ON COMMIT DROP AS
SELECT project_id, string_agg(area_id || left(basis, 1), ' ' ORDER BY area_id) AS key
FROM tie_found GROUP BY project_id"""
SETS = "INSERT INTO tie_set (key) SELECT DISTINCT key FROM tie_key ON CONFLICT DO NOTHING"
TIES = """
INSERT INTO tie (tie_set_id, area_id, basis)
SELECT s.id, f.area_id, f.basis
FROM (SELECT DISTINCT ON (key) key, project_id FROM tie_key) k
JOIN tie_set s USING (key) JOIN tie_found f USING (project_id)
ON CONFLICT DO NOTHING"""
# What `find_ties` leaves: the set of each project, null where it belongs nowhere.
FOUND = """
SELECT p.id, s.id AS tie_set_id
FROM tied_project p LEFT JOIN tie_key k ON k.project_id = p.id LEFT JOIN tie_set s USING (key)"""
CHANGED = f"""
UPDATE project SET tie_set_id = found.tie_set_id, {stamp("project")} FROM ({FOUND}) AS found
WHERE project.id = found.id AND project.tie_set_id IS DISTINCT FROM found.tie_set_id
RETURNING project.id"""  # noqa: S608 - constants alone
STEPS = (
    "CREATE INDEX ON tied_project USING gist (geometry)",
    TOUCHED,
    STATES,
    "ANALYZE tied_project (id), tie_found (project_id, area_id), unit_state (level, day)",
    REACH,
    NEAREST,
    "CREATE INDEX ON tie_found (project_id)",
    NAMED,
    "ANALYZE tie_named",
    UNPLACED,
    CONFIRMED,
    OUTWEIGHED,
    BY_NAME,
    KEYS,
    SETS,
    TIES,
)
TABLES = "tied_project, tie_found, unit_state, tie_reach, tie_named, tie_key"


def tie_projects(session: Session, today: date, ids: Sequence[int] | None = None) -> int:
    """Tie the projects (all of them without `ids`) and return how many changed.

    Needs a revision. Units that documents name are those in force on the last document's day,
    or `today` for a project without one.
    """
    find_tie_sets(session, today, STORED, ids=ids if ids is None else list(ids))
    return len(session.scalars(text(CHANGED)).all())


def find_tie_sets(session: Session, today: date, source: str, **given: object) -> None:
    """Find the ties of what `source` selects and leave them in temporary tables for `FOUND`.

    `source` is SQL for rows with id, geometry, position, accuracy_m, sources and named_areas,
    `given` its parameters.
    """
    values = {"today": today, "gap_m": GAP_M, "sea_m": SEA_M, "whole": WHOLE} | given
    session.execute(text(f"DROP TABLE IF EXISTS {TABLES}"))
    for step in (PROJECTS.format(source=source), *STEPS):
        used = {name: value for name, value in values.items() if f":{name}" in step}
        session.execute(text(step), used)

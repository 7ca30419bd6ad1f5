"""Where the changes of an upload lie: lead agency and units of each row, before and after."""

from sqlalchemy import text
from sqlalchemy.orm import Session

# A row keeps what it does not name: the agency, and the units where it brings no place.
STAGED_PLACES = """
SELECT u.id, u."row", u.code, p.id IS NOT NULL AS was,
       p.lead_agency_id AS old_agency, p.tie_set_id AS old_ties,
       CASE WHEN u.values ? 'lead_agency_id'
            THEN CAST(u.values ->> 'lead_agency_id' AS integer)
            ELSE p.lead_agency_id END AS new_agency,
       CASE WHEN t.row_id IS NOT NULL THEN t.tie_set_id ELSE p.tie_set_id END AS new_ties
FROM upload_row u
LEFT JOIN project p ON u.outcome = 'changed' AND p.code = u.code
LEFT JOIN upload_tie t ON t.upload_id = :upload AND t.row_id = u.id
WHERE u.upload_id = :upload AND u.outcome IN ('added', 'changed')"""
FORGET = text("DELETE FROM upload_place WHERE upload_id = :upload")
NOTE = text(f"""
WITH staged AS MATERIALIZED ({STAGED_PLACES})
INSERT INTO upload_place (upload_id, lead_agency_id, tie_set_id)
SELECT :upload, old_agency, old_ties FROM staged WHERE was
UNION SELECT :upload, new_agency, new_ties FROM staged""")  # noqa: S608 - constants alone
# Nothing has counted what was just staged: see `services/apply`.
MANY_ROWS = text("SET LOCAL enable_nestloop = off")
AS_USUAL = text("SET LOCAL enable_nestloop = on")


def note_places(session: Session, upload_id: int) -> None:
    """Keep where the upload's changes lie, once their units were found."""
    given = {"upload": upload_id}
    session.execute(FORGET, given)
    session.execute(MANY_ROWS)
    session.execute(NOTE, given)
    session.execute(AS_USUAL)

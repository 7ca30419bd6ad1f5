"""The coordinate system anew, where a planner names other columns as coordinates."""

import orjson
from sqlalchemy.orm import Session

from geoapp.ingest.apart.job import Stated
from geoapp.ingest.choices import Choices
from geoapp.ingest.raw_table import RawTable
from geoapp.ingest.reading import propose_frames
from geoapp.ingest.stored import from_json, to_json
from geoapp.models import Upload
from geoapp.services.upload_choices import find_surroundings, places_of
from geoapp.services.workshop import Workshop


def propose_again(shop: Workshop, session: Session, upload: Upload) -> bool:
    """Propose frames for the columns chosen now; tell whether somebody must choose one of them.

    To be asked where no frame is chosen. A frame that is certain is chosen at once.
    """
    reading = dict(upload.reading or {})
    chosen, given = (upload.choices or {}), from_json(Choices, orjson.dumps(upload.choices))
    proposed = {one["name"]: one["target"] for one in reading["columns"]}
    if places_of(chosen["columns"]) == places_of(proposed):
        return bool(reading["has_positions"])
    stated = from_json(Stated, orjson.dumps(reading["facts"]["stated"]))
    with RawTable(shop.table_path(upload.id)) as table:
        surroundings = find_surroundings(session, upload)
        positions, found = propose_frames(table, given.columns, stated, surroundings, shop.limits)
    reading |= {"positions": orjson.loads(to_json(positions)), "has_positions": found}
    upload.reading = reading
    certain = found and bool(positions) and positions[0].certain
    if certain:
        upload.choices = chosen | {"frame": reading["positions"][0]["frame"]}
    return found and not certain

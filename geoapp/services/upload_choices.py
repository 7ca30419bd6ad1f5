"""What is chosen for an upload: proposals first, then what its planner says."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
from msgspec import ValidationError, convert
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.ingest.choices import Choices
from geoapp.ingest.crs import OFFICIAL_ZONES
from geoapp.ingest.fields import PLACE_FIELDS, Target
from geoapp.ingest.position_samples import LonLat
from geoapp.ingest.reading import Reading, Surroundings, proposed_choices
from geoapp.ingest.stored import to_json
from geoapp.models import Area, RememberedColumn, Upload
from geoapp.queries.known import find_agencies, find_places, find_province
from geoapp.queries.users import read_named_viewer


def first_choices(reading: Reading, today: date) -> dict[str, Any]:
    """Return the proposals as choices; the frame is null where a person must choose it."""
    choices = proposed_choices(reading, today) or Choices(
        columns={one.name: one.target for one in reading.columns if one.target},
        frame=None,
        today=today,
        encoding=reading.encoding.encoding if reading.encoding else None,
    )
    found: dict[str, Any] = orjson.loads(to_json(choices))
    return found


def next_state(reading: Reading, choices: dict[str, Any]) -> str:
    """Return which choice is still open, or that checking can begin."""
    fields = {target["field"] for target in choices["columns"].values()}
    if not fields & {"code", "name"}:
        return "needs-columns"
    return "needs-position" if reading.has_positions and not choices["frame"] else "checking"


def merged_choices(upload: Upload, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return all choices made so far, as JSON; `proposal` is the place of a proposed position.

    Raises `BadParameter` for choices that no upload can have.
    """
    changes = dict(given)
    positions = (upload.reading or {}).get("positions", [])
    place = changes.pop("proposal", None)
    if place is not None:
        if type(place) is not int or not 0 <= place < len(positions):
            raise BadParameter("proposal", expected=message("the place of one"), got=str(place))
        changes["frame"] = positions[place]["frame"]
    merged = (upload.choices or {}) | changes
    try:
        choices = convert(merged, Choices, strict=False)
    except ValidationError as error:
        expected = message("choices as the upload shows them")
        raise BadParameter("choices", expected=expected, got=str(error)) from error
    if places_of(merged["columns"]) != places_of((upload.choices or {})["columns"]):
        # Other columns are other positions: what was chosen for the former says nothing of them.
        return merged | ({} if "frame" in changes else {"frame": None})
    if choices.frame is None and (upload.reading or {}).get("has_positions"):
        raise BadParameter("frame", expected=message("a coordinate system"), got="")
    return merged


def places_of(columns: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return which columns, as JSON, say where rows lie."""
    found = ((name, (target or {}).get("field")) for name, target in columns.items())
    return {(name, field) for name, field in found if field in PLACE_FIELDS}


def remember_columns(session: Session, agency_id: int | None, choices: Choices) -> None:
    """Keep what the file's columns meant, for this agency's next file."""
    columns = [
        {"agency_id": agency_id, "header": name, "target": orjson.loads(to_json(target))}
        for name, target in choices.columns.items()
    ]
    if columns:
        statement = insert(RememberedColumn).values(columns)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["agency_id", "header"],
                set_={"target": statement.excluded.target},
            )
        )


def find_surroundings(session: Session, upload: Upload) -> Surroundings:
    """Return what reading needs to know: the province, its agencies and projects, earlier files.

    Projects are looked up while the file is read, when this session may have ended.
    """
    engine, viewer = session.get_bind(), read_named_viewer(session, upload.actor)

    def places(codes: Sequence[str]) -> Mapping[str, LonLat]:
        with Session(engine) as own:
            return find_places(own, codes, viewer)

    remembered = session.scalars(
        select(RememberedColumn).where(
            RememberedColumn.agency_id.is_not_distinct_from(upload.agency_id)
        )
    )
    return Surroundings(
        province=find_province(session),
        agencies=find_agencies(session),
        find_places=places,
        remembered={one.header: convert(one.target, Target) for one in remembered},
        usual_systems=usual_systems(session),
    )


def usual_systems(session: Session) -> list[int]:
    """Return the EPSG codes in which the provinces' own maps are made."""
    codes = session.scalars(select(Area.code).where(Area.level == "province").distinct())
    return [OFFICIAL_ZONES[code] for code in codes if code in OFFICIAL_ZONES]

"""What a program sends to edit a project: fields as data, a GeoJSON geometry, a reason."""

from typing import Any

import msgspec
import orjson
import shapely
from flask import request
from shapely.geometry.base import BaseGeometry

from geoapp.domain.errors import BadParameter
from geoapp.domain.messages import message
from geoapp.ingest.editing import EDITABLE
from geoapp.ingest.geojson.shapes import ShapeReader
from geoapp.ingest.geojson.structs import Shape
from geoapp.ingest.limits import Limits
from geoapp.services.project_edits import Edit

OTHERS = ("code", "reason", "geometry", "published", "revision")


def sent_data() -> dict[str, Any]:
    """Return the JSON object of the request; raises `BadParameter` for unknown members."""
    try:
        given = orjson.loads(request.get_data())
    except orjson.JSONDecodeError:
        given = None
    if not isinstance(given, dict):
        raise BadParameter("body", expected=message("a JSON object"), got="")
    for name in given:
        if name not in EDITABLE and name not in OTHERS:
            known = ", ".join((*EDITABLE, *OTHERS))
            raise BadParameter(name, expected=message("one of {choices}", choices=known), got="")
    return given


def edit_of_data(given: dict[str, Any]) -> Edit:
    """Return the edit that the members describe; what is not named stays as it is."""
    published = given.get("published")
    if published is not None and not isinstance(published, bool):
        raise BadParameter("published", expected=message("true or false"), got=str(published))
    return Edit(
        {name: value for name, value in given.items() if name in EDITABLE},
        moves="geometry" in given,
        geometry=_geometry(given.get("geometry")),
        published=published,
    )


def _geometry(given: Any) -> BaseGeometry | None:
    if given is None:
        return None
    try:
        shape = msgspec.convert(given, type=Shape)
    except msgspec.ValidationError as error:
        raise _no_geometry(str(error)) from None
    (wkb,), issues = ShapeReader(Limits()).read([shape], [1])
    faults = [issue for issue in issues if issue.is_error]
    if wkb is None or faults:
        raise _no_geometry(str(faults[0].message) if faults else "")
    found: BaseGeometry = shapely.from_wkb(wkb)
    return found


def _no_geometry(got: str) -> BadParameter:
    return BadParameter("geometry", expected=message("a GeoJSON geometry or null"), got=got)

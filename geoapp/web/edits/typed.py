"""The form's texts: what is known as it is shown, and what differs from that as an edit."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import request
from shapely.geometry.base import BaseGeometry

from geoapp.domain.errors import BadForm, Problem
from geoapp.domain.formatting import BILLION, say_number
from geoapp.domain.messages import Message, message
from geoapp.ingest.crs import DEGREES
from geoapp.ingest.editing import EDITABLE
from geoapp.ingest.fields import BY_NAME
from geoapp.ingest.typed_places import FORMS, SYSTEMS, read_places, write_places
from geoapp.ingest.values.unfit import Unfit
from geoapp.queries.editable import Editable
from geoapp.services.project_edits import Edit
from geoapp.web.state import language

# As many digits as a stored number can need to be read back the same.
DIGITS = 9
# A kind of work tells its sector.
TYPED = tuple(name for name in EDITABLE if name != "sector")
LISTED = ("partner_agencies",)
# A new place is described anew.
OF_PLACE = ("position", "accuracy_m")
Texts = dict[str, str]
BLANK: Texts = dict.fromkeys(TYPED, "") | {"form": "none", "places": ""}


def texts_of(known: Editable | None) -> Texts:
    """Return what the form shows of a project; of none, what a new one begins with."""
    if known is None:
        start = {"funding": "unknown", "stage": "unknown", "position": "estimated"}
        return BLANK | start | {"form": "point"}
    form, places = write_places(known.geometry)
    shown = {name: _text(name, known.values[name]) for name in TYPED}
    return shown | {"form": form, "places": places, "published": _flag(known.published)}


def _flag(published: bool) -> str:
    return "1" if published else "0"


def _text(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return ";".join(sorted(value))
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return value
    billions = BY_NAME[name].kind == "money"
    return say_number(value / BILLION if billions else value, language(), DIGITS)


def sent_texts() -> Texts:
    """Return what the form sent."""
    given = {name: request.form.get(name, "").strip() for name in (*TYPED, "form", "published")}
    for name in LISTED:
        given[name] = ";".join(sorted(filter(None, request.form.getlist(name))))
    places = request.form.get("places", "").replace("\r\n", "\n")
    return given | {"places": places.strip(), "crs": request.form.get("crs", str(DEGREES))}


def edit_of(sent: Mapping[str, str], seen: Mapping[str, str]) -> Edit:
    """Return what differs from what was shown; raises `BadForm` for a place that is none."""
    changed = {name: sent[name] for name in TYPED if sent[name] != seen[name]}
    moves = (sent["form"], sent["places"]) != (seen["form"], seen["places"])
    geometry = typed_geometry(sent) if moves else None
    if moves:
        given = {} if geometry is None else {name: sent[name] for name in OF_PLACE}
        changed = {name: changed[name] for name in changed if name not in OF_PLACE} | given
    return Edit(
        changed,
        moves,
        geometry,
        published=sent["published"] == "1" if sent["published"] else None,
        lang=language(),
    )


def typed_geometry(sent: Mapping[str, str]) -> BaseGeometry | None:
    """Return the place as typed, in EPSG:4326; raises `BadForm`."""
    form, system = sent.get("form", ""), system_of(sent.get("crs", ""))
    if form not in FORMS:
        raise BadForm([Problem("places", message("Choose a form and a coordinate system."))])
    try:
        return read_places(form, sent["places"], system)
    except Unfit as unfit:
        raise BadForm([Problem("places", sentence_of(unfit))]) from None


def system_of(text: str) -> int:
    """Return the EPSG code of a system that the form offers; raises `BadForm`."""
    if not text.isdigit() or len(text) > len("99999") or int(text) not in SYSTEMS:
        raise BadForm([Problem("places", message("Choose a form and a coordinate system."))])
    return int(text)


def sentence_of(unfit: Unfit) -> Message:
    """Return what is wrong with what was typed, and what was expected."""
    if unfit.expected is None:
        return unfit.message
    return message("{fault} Expected: {expected}.", fault=unfit.message, expected=unfit.expected)

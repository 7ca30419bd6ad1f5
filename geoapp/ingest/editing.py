"""One project as a form or a program sends it, held to the same rules as a row of a file."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

import shapely
from shapely.geometry.base import BaseGeometry

from geoapp.ingest.batches import Batch, Cell
from geoapp.ingest.checked import CheckedBatch
from geoapp.ingest.checking import KEPT_WHEN_EMPTY, Checker
from geoapp.ingest.choices import Choices
from geoapp.ingest.crs import DEGREES, Crs, Frame
from geoapp.ingest.fields import BY_NAME, Target
from geoapp.ingest.known import Known
from geoapp.ingest.limits import Limits
from geoapp.ingest.row_codes import FileCodes

# What a form sets; progress and money paid come with monthly reports.
EDITABLE: Final = (
    "name",
    "name_en",
    "short_name",
    "sector",
    "kind",
    "funding",
    "stage",
    "investment_vnd",
    "plan_year_vnd",
    "area_ha",
    "length_m",
    "lead_agency",
    "partner_agencies",
    "owner",
    "baseline_start",
    "baseline_finish",
    "planned_finish",
    "actual_finish",
    "position",
    "accuracy_m",
)
NEEDED: Final = ("name", "sector", "kind", "funding", "stage")
# The units of bare numbers in the form.
UNITS: Final = {"money": "billion", "area": "ha", "length": "m"}
DECIMALS: Final[dict[str, Literal[",", "."]]] = {"vi": ",", "en": "."}


def check_edit(
    code: str,
    cells: Mapping[str, Cell],
    geometry: BaseGeometry | None,
    known: Known,
    *,
    today: date,
    lang: str | None = None,
) -> CheckedBatch:
    """Check the cells that somebody changed; an empty one makes its field unknown.

    `lang` says how numbers of a form are written, in billions where they are money; None reads
    the plain values of a program. Without a geometry the place stays as it is.
    """
    fields = {"code": code, **cells}
    batch = Batch([1], {name: [cell] for name, cell in fields.items()}, [_wkb(geometry)], [])
    choices = Choices(
        columns={name: _target(name, lang) for name in fields},
        frame=Frame(Crs(DEGREES)),
        today=today,
        clearing=frozenset(cells) - KEPT_WHEN_EMPTY,
    )
    codes = FileCodes(frozenset({code}), {})
    return Checker(codes, choices, known, Limits()).check(batch)


def _target(name: str, lang: str | None) -> Target:
    if lang is None:
        return Target(name)
    return Target(name, UNITS.get(BY_NAME[name].kind), DECIMALS.get(lang))


def _wkb(geometry: BaseGeometry | None) -> bytes | None:
    return None if geometry is None else shapely.to_wkb(geometry)

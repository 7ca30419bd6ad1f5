"""What stands in the files under data/geo, as strictly typed values."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from geoapp.domain.sectors import KINDS
from geoapp.ingest.geometry import LineString, MultiPolygon, Point, Polygon

Code = Annotated[str, Meta(pattern=r"^[A-Z0-9][A-Z0-9._-]{0,39}$")]
Text = Annotated[str, Meta(min_length=1)]
Percent = Annotated[float, Meta(ge=0, le=100)]
Positive = Annotated[float, Meta(gt=0)]
Money = Annotated[int, Meta(ge=0)]
Level = Literal["province", "district", "commune"]
Stage = Literal["preparation", "implementation", "completion", "suspended", "cancelled", "unknown"]
Funding = Literal["public", "private", "oda", "mixed", "unknown"]


KIND_PAIRS = frozenset((kind.sector, kind.code) for kind in KINDS)


class Strict(Struct, forbid_unknown_fields=True):
    """Nothing may be missing or left over."""


class NamedArea(Strict):
    """A unit as a document names it, or as its compiler inferred it."""

    level: Level
    name: Text
    basis: Literal["document", "inferred"]


class Source(Strict):
    """A statement of a document and the fields of the project it tells."""

    document: Text
    section: str | None
    says: str | None
    fields: list[str]


class Identifier(Strict):
    """Another system's name of a project."""

    scheme: Text
    value: Text


class Project(Strict):
    """Money in VND, lengths in m, areas in ha; unknown is None."""

    code: Code
    name: Text
    short_name: Annotated[str, Meta(min_length=1, max_length=24)]
    name_en: Text
    sector: Text
    kind: Text
    funding: Funding
    stage: Stage
    investment_vnd: Money | None
    area_ha: Positive | None
    length_m: Positive | None
    planned_finish: date | None
    lead_agency: Code | None
    partner_agencies: list[Code]
    owner: Code | None
    identifiers: list[Identifier]
    figures_text: str | None
    sources: list[Source]
    named_areas: list[NamedArea]
    position: Literal["surveyed", "estimated", "schematic", "none"]
    accuracy_m: Annotated[int, Meta(ge=0)] | None

    def __post_init__(self) -> None:
        if (self.sector, self.kind) not in KIND_PAIRS:
            raise ValueError(f"sector {self.sector!r} has no kind {self.kind!r}")


class AreaSuccessor(Strict):
    """A later unit of the same level; `part` when it took only a part."""

    code: Text
    valid_from: date
    part: bool


class Unit(Struct, forbid_unknown_fields=True, kw_only=True):
    """An administrative unit with its dates, both inclusive, None where open."""

    level: Level
    code: Text
    name: Text
    parent_code: str | None
    valid_from: date | None
    valid_to: date | None
    accuracy_m: int | None = None
    successors: list[AreaSuccessor] = []


class Agency(Strict):
    """An agency or owner with its dates, both inclusive; `source` says who succeeded it."""

    code: Code
    name: Text
    name_en: Text
    valid_from: date | None
    valid_to: date | None
    successors: list[Code]
    source: str | None


class Document(Strict):
    """A document; `day` is the last day of `dated`, the day on which its units are read."""

    code: Text
    title: Text
    dated: Text
    day: date


class InventedReport(Strict):
    """`month` counts from the month of loading; `paid_vnd` is what was paid in that month."""

    month: Annotated[int, Meta(le=0)]
    day: Annotated[int, Meta(ge=1, le=28)]
    progress: Percent
    paid_vnd: Money


class Invention(Strict):
    """Invented figures of a project; dates are months from the month of loading."""

    code: Code
    stage: Stage | None
    funding: Funding | None
    investment_vnd: Money | None
    plan_year_vnd: Money | None
    baseline_start: int
    baseline_finish: int
    planned_finish: int | None
    forecast_finish: int | None
    actual_finish: int | None
    reports: list[InventedReport]


class ProjectFeature(Struct, tag_field="type", tag="Feature", forbid_unknown_fields=True):
    properties: Project
    geometry: Point | LineString | Polygon | MultiPolygon | None


class UnitFeature(Struct, tag_field="type", tag="Feature", forbid_unknown_fields=True):
    properties: Unit
    geometry: MultiPolygon


class ProjectFile(Struct, tag_field="type", tag="FeatureCollection", forbid_unknown_fields=True):
    name: str
    features: list[ProjectFeature]


class UnitFile(Struct, tag_field="type", tag="FeatureCollection", forbid_unknown_fields=True):
    name: str
    attribution: Text
    features: list[UnitFeature]


class CommuneFile(Strict):
    attribution: Text
    areas: list[Unit]


class AgencyFile(Strict):
    agencies: list[Agency]


class DocumentFile(Strict):
    documents: list[Document]


class InventionFile(Strict):
    mark: Text
    seed: int
    projects: list[Invention]

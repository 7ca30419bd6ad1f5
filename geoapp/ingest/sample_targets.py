"""What stands in programmes.json, targets.json and illustrative-targets.json, strictly typed."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from geoapp.ingest.sample_files import Code, Strict, Text

ListCode = Annotated[str, Meta(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")]
Milestone = Literal["groundbreaking", "land_handover", "completion"]


class Programme(Strict):
    """A programme as documents name it; `agency` is a code where we know the lead agency."""

    code: ListCode
    name: Text
    name_en: Text
    type: Text
    area: Text
    lead_agency: str | None
    agency: Code | None
    reference: str | None
    documents: list[Text]
    remark: str | None
    projects: list[Code]


class StatedTarget(Strict):
    """A day by which a document wants a project to reach a milestone; `says` quotes it."""

    project: Code
    milestone: Milestone
    target: date
    says: str | None


class StatedList(Strict):
    """Targets that documents state."""

    code: ListCode
    name: Text
    name_en: Text
    documents: list[Text]
    items: list[StatedTarget]


class InventedTarget(Strict):
    """`month` counts from the month of loading; the target is its last day."""

    project: Code
    milestone: Milestone
    month: int


class ProgrammeFile(Strict):
    programmes: list[Programme]


class StatedFile(Strict):
    lists: list[StatedList]


class InventedTargetFile(Strict):
    """`{year}` in code and names is the year of loading."""

    mark: Text
    code: Text
    name: Text
    name_en: Text
    items: list[InventedTarget]

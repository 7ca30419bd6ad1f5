"""Projects: what is monitored, its identifiers, and the states it had before."""

from datetime import date, datetime
from typing import Any

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import (
    ARRAY,
    REAL,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Double,
    FetchedValue,
    ForeignKey,
    Identity,
    Integer,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base, Recorded


class Project(Recorded, Base):
    """One project as it stands now; money in VND, lengths in m, areas in ha, percent 0-100.

    `geometry` is EPSG:4326; `geometry_3857`, `anchor`, `extent_m` and the search columns are
    made by the database. `progress` to `last_report` copy the last accepted report and are
    written by the database when reports, baselines or milestones change, as are the month since
    which the percent stands still and its pace in points a day.
    """

    __tablename__ = "project"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)
    short_name: Mapped[str | None] = mapped_column(Text)
    sector: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    funding: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    stage: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    published: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    retired_on: Mapped[date | None] = mapped_column(Date)
    investment_vnd: Mapped[int | None] = mapped_column(BigInteger)
    plan_year_vnd: Mapped[int | None] = mapped_column(BigInteger)
    disbursed_vnd: Mapped[int | None] = mapped_column(BigInteger)
    area_ha: Mapped[float | None] = mapped_column(Double)
    length_m: Mapped[float | None] = mapped_column(Double)
    lead_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    partner_agency_ids: Mapped[list[int]] = mapped_column(
        ARRAY(Integer), server_default=FetchedValue()
    )
    owner_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    baseline_start: Mapped[date | None] = mapped_column(Date)
    baseline_finish: Mapped[date | None] = mapped_column(Date)
    planned_finish: Mapped[date | None] = mapped_column(Date)
    forecast_finish: Mapped[date | None] = mapped_column(Date)
    actual_finish: Mapped[date | None] = mapped_column(Date)
    progress: Mapped[float | None] = mapped_column(REAL)
    planned_progress: Mapped[float | None] = mapped_column(REAL)
    days_behind: Mapped[int | None] = mapped_column(Integer)
    report_month: Mapped[date | None] = mapped_column(Date)
    last_report: Mapped[date | None] = mapped_column(Date)
    unchanged_since: Mapped[date | None] = mapped_column(Date)
    pace: Mapped[float | None] = mapped_column(REAL)
    position: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    accuracy_m: Mapped[int | None] = mapped_column(Integer)
    geometry: Mapped[WKBElement | None] = mapped_column(
        Geometry("GEOMETRY", srid=4326, spatial_index=False)
    )
    geometry_3857: Mapped[WKBElement | None] = mapped_column(
        Geometry("GEOMETRY", srid=3857, spatial_index=False), FetchedValue()
    )
    anchor: Mapped[WKBElement | None] = mapped_column(
        Geometry("POINT", srid=3857, spatial_index=False), FetchedValue()
    )
    extent_m: Mapped[float | None] = mapped_column(REAL, FetchedValue())
    tie_set_id: Mapped[int | None] = mapped_column(ForeignKey("tie_set.id"))
    named_areas: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=FetchedValue())
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSONB, server_default=FetchedValue())
    figures_text: Mapped[str | None] = mapped_column(Text)
    illustrative_fields: Mapped[list[str]] = mapped_column(
        ARRAY(Text), server_default=FetchedValue()
    )
    illustrative: Mapped[bool] = mapped_column(Boolean, FetchedValue())
    search_folded: Mapped[str] = mapped_column(Text, FetchedValue())


class ProjectHistory(Base):
    """States a project had before; written by the database alone."""

    __table__ = Table(
        "project_history",
        Base.metadata,
        *(
            Column(column.name, column.type, primary_key=column.name == "id")
            for column in Project.__table__.columns
        ),
        Column("superseded_by", BigInteger),
        Column("superseded_at", DateTime(timezone=True), primary_key=True),
        Column("operation", Text),
    )

    superseded_at: Mapped[datetime]


class ProjectIdentifier(Recorded, Base):
    """Another system's name of a project, as scheme and value."""

    __tablename__ = "project_identifier"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    scheme: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)

"""Obstacles, and tasks given in a meeting: one agency resolves each by a day."""

from datetime import date

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import BigInteger, Boolean, Date, FetchedValue, ForeignKey, Identity, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base, Recorded


class Obstacle(Recorded, Base):
    """What blocks a project (kind `task`: what a meeting asked for); `geometry` is EPSG:4326."""

    __tablename__ = "obstacle"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    place: Mapped[str | None] = mapped_column(Text)
    geometry: Mapped[WKBElement | None] = mapped_column(
        Geometry("POINT", srid=4326, spatial_index=False)
    )
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    raised_on: Mapped[date] = mapped_column(Date)
    due: Mapped[date | None] = mapped_column(Date)
    escalated_on: Mapped[date | None] = mapped_column(Date)
    escalated_to_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    escalation: Mapped[str | None] = mapped_column(Text)
    resolved_on: Mapped[date | None] = mapped_column(Date)
    resolution: Mapped[str | None] = mapped_column(Text)
    illustrative: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())

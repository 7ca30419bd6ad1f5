"""Agencies with the dates they existed and who followed them."""

from datetime import date

from sqlalchemy import Boolean, FetchedValue, ForeignKey, Identity, Integer, Text
from sqlalchemy.dialects.postgresql import DATERANGE, Range
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class Agency(Base):
    """A department, board, People's Committee or company.

    `needs_approval`: a second person approves uploads about its projects.
    """

    __tablename__ = "agency"

    id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)
    valid: Mapped[Range[date]] = mapped_column(DATERANGE, server_default=FetchedValue())
    source: Mapped[str | None] = mapped_column(Text)
    needs_approval: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    name_folded: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    name_stripped: Mapped[str] = mapped_column(Text, server_default=FetchedValue())


class AgencySuccessor(Base):
    """Who took over an agency's work when it ended."""

    __tablename__ = "agency_successor"

    agency_id: Mapped[int] = mapped_column(
        ForeignKey("agency.id", ondelete="CASCADE"), primary_key=True
    )
    successor_id: Mapped[int] = mapped_column(
        ForeignKey("agency.id", ondelete="CASCADE"), primary_key=True
    )

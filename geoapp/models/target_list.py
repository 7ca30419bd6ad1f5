"""Named lists of works to start or to finish by a date, and programmes that group projects."""

from datetime import date

from sqlalchemy import BigInteger, Boolean, Date, FetchedValue, ForeignKey, Identity, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base, Recorded


class TargetList(Recorded, Base):
    """A list (kind `list`) or a programme; `code` stands in addresses."""

    __tablename__ = "target_list"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    name: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    document: Mapped[str | None] = mapped_column(Text)
    note: Mapped[str | None] = mapped_column(Text)
    closed_on: Mapped[date | None] = mapped_column(Date)
    illustrative: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())


class TargetItem(Recorded, Base):
    """A project of a list with the milestone to reach and the day; programmes have no day."""

    __tablename__ = "target_item"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    list_id: Mapped[int] = mapped_column(ForeignKey("target_list.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    milestone: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    target: Mapped[date | None] = mapped_column(Date)
    note: Mapped[str | None] = mapped_column(Text)

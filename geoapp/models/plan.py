"""What was decided after the baseline: adjusted dates and cost, and each year's capital."""

from datetime import date

from sqlalchemy import BigInteger, Boolean, Date, FetchedValue, ForeignKey, Identity, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base, Recorded


class PlanDecision(Recorded, Base):
    """A dated decision that adjusts finish or cost (VND), with its number and reason."""

    __tablename__ = "plan_decision"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    number: Mapped[str] = mapped_column(Text)
    decided_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text)
    finish: Mapped[date | None] = mapped_column(Date)
    investment_vnd: Mapped[int | None] = mapped_column(BigInteger)
    illustrative: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())


class CapitalPlan(Recorded, Base):
    """The capital (VND) a project may pay in one year from one source of money."""

    __tablename__ = "capital_plan"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    year: Mapped[int] = mapped_column(Integer)
    source: Mapped[str] = mapped_column(Text)
    amount_vnd: Mapped[int] = mapped_column(BigInteger)
    illustrative: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())

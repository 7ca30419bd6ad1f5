"""Baselines, milestones and monthly reports of progress."""

from datetime import date, datetime

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    Date,
    DateTime,
    FetchedValue,
    ForeignKey,
    Identity,
    Integer,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base, Recorded


class Baseline(Recorded, Base):
    """The dates and cost (VND) first approved; the service's role cannot change it."""

    __tablename__ = "baseline"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), unique=True)
    start: Mapped[date] = mapped_column(Date)
    finish: Mapped[date] = mapped_column(Date)
    investment_vnd: Mapped[int | None] = mapped_column(BigInteger)
    decision: Mapped[str | None] = mapped_column(Text)
    illustrative: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())


class Milestone(Recorded, Base):
    """A planned event; with a `planned_progress` it bends the plan's straight line."""

    __tablename__ = "milestone"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    planned: Mapped[date] = mapped_column(Date)
    planned_progress: Mapped[float | None] = mapped_column(REAL)
    forecast: Mapped[date | None] = mapped_column(Date)
    actual: Mapped[date | None] = mapped_column(Date)
    illustrative: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())


class ProgressReport(Recorded, Base):
    """One project, one month; `disbursed_vnd` is paid in the year of the month, to its end.

    `planned_progress` and `days_behind` are the plan of `reported_on`, written by the database.
    It waits until it is `accepted` or `returned`; the newest accepted one of a month counts.
    `reason` says why the percent fell or the money is above the plan.
    """

    __tablename__ = "progress_report"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    month: Mapped[date] = mapped_column(Date)
    progress: Mapped[float] = mapped_column(REAL)
    planned_progress: Mapped[float | None] = mapped_column(REAL, server_default=FetchedValue())
    days_behind: Mapped[int | None] = mapped_column(server_default=FetchedValue())
    disbursed_vnd: Mapped[int | None] = mapped_column(BigInteger)
    disbursed_month_vnd: Mapped[int | None] = mapped_column(BigInteger)
    reported_on: Mapped[date] = mapped_column(Date)
    reported_by: Mapped[str | None] = mapped_column(Text)
    done: Mapped[str | None] = mapped_column(Text)
    next_steps: Mapped[str | None] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    accepted: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    returned: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    decided_by: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    comment: Mapped[str | None] = mapped_column(Text)
    illustrative: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())


class ReportPhoto(Recorded, Base):
    """A photo of a report, kept as a file by its hash, without the metadata it came with.

    `taken_at` is the camera's own clock; `place` is EPSG:4326, `distance_m` from the project.
    """

    __tablename__ = "report_photo"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    report_id: Mapped[int] = mapped_column(ForeignKey("progress_report.id"))
    file_sha256: Mapped[str] = mapped_column(Text)
    width: Mapped[int] = mapped_column(Integer)
    height: Mapped[int] = mapped_column(Integer)
    taken_at: Mapped[datetime | None] = mapped_column(DateTime)
    place: Mapped[WKBElement | None] = mapped_column(
        Geometry("POINT", srid=4326, spatial_index=False)
    )
    distance_m: Mapped[int | None] = mapped_column(Integer)
    caption: Mapped[str | None] = mapped_column(Text)

"""Uploads: a file received, what is wrong with its rows, and what each row would change."""

from datetime import datetime
from typing import Any

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    DateTime,
    Double,
    FetchedValue,
    ForeignKey,
    Identity,
    Integer,
    Text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class Upload(Base):
    """A file on its way from received to applied; `domain/uploads.py` says how states follow.

    `done` of `total` rows is how far the present stage has come; `checked_at` is the instant of
    the data that rows were compared with, `tied_at_revision` the last revision there was when the
    units of staged rows were found; `version` counts every change of this row.
    """

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    state: Mapped[str] = mapped_column(Text, server_default=FetchedValue())
    version: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    actor: Mapped[str] = mapped_column(Text)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    note: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    file_sha256: Mapped[str] = mapped_column(Text)
    file_bytes: Mapped[int] = mapped_column(BigInteger)
    received_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=FetchedValue()
    )
    attempts: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    done: Mapped[int] = mapped_column(Integer, server_default=FetchedValue())
    total: Mapped[int | None] = mapped_column(Integer)
    reading: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    choices: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    summary: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    problem: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    checked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    tied_at_revision: Mapped[int | None] = mapped_column(BigInteger)
    submitted_by: Mapped[str | None] = mapped_column(Text)
    approved_by: Mapped[str | None] = mapped_column(Text)
    applied_revision: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))


class UploadEvent(Base):
    """What somebody did with an upload; written once, never changed."""

    __tablename__ = "upload_event"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text, server_default=FetchedValue())


class UploadRow(Base):
    """What one row of a file, or a project missing from it, would change.

    `values` holds columns of `project` by name: of an added project all that the file says, of
    a changed one what differs. `geometry` (EPSG:4326) counts where `moves`. `seen_revision` is
    the project's when it was compared; `conflict` says who changed it since.
    """

    __tablename__ = "upload_row"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    upload_id: Mapped[int] = mapped_column(BigInteger)
    row: Mapped[int | None] = mapped_column(Integer)
    outcome: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(Text)
    seen_revision: Mapped[int | None] = mapped_column(BigInteger)
    values: Mapped[dict[str, Any]] = mapped_column(JSONB)
    moves: Mapped[bool] = mapped_column(Boolean)
    geometry: Mapped[WKBElement | None] = mapped_column(
        Geometry("GEOMETRY", srid=4326, spatial_index=False)
    )
    moved_m: Mapped[float | None] = mapped_column(REAL)
    area_percent: Mapped[float | None] = mapped_column(REAL)
    length_percent: Mapped[float | None] = mapped_column(REAL)
    candidates: Mapped[list[Any] | None] = mapped_column(JSONB(none_as_null=True))
    repair: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    conflict: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))


class UploadTie(Base):
    """The units of a row that brings a place."""

    __tablename__ = "upload_tie"

    upload_id: Mapped[int] = mapped_column(BigInteger)
    row_id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    tie_set_id: Mapped[int | None] = mapped_column(Integer)


class UploadPlace(Base):
    """A lead agency with units of which an upload has a project, before or after it."""

    __tablename__ = "upload_place"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    upload_id: Mapped[int] = mapped_column(ForeignKey("upload.id"))
    lead_agency_id: Mapped[int | None] = mapped_column(Integer)
    tie_set_id: Mapped[int | None] = mapped_column(Integer)


class UploadIssue(Base):
    """One problem of one row; `message` and `expected` are sentences not yet said."""

    __tablename__ = "upload_issue"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    upload_id: Mapped[int] = mapped_column(BigInteger)
    row: Mapped[int | None] = mapped_column(Integer)
    project: Mapped[str | None] = mapped_column(Text)
    field: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str] = mapped_column(Text)
    severity: Mapped[str] = mapped_column(Text)
    message: Mapped[dict[str, Any]] = mapped_column(JSONB)
    expected: Mapped[dict[str, Any] | None] = mapped_column(JSONB(none_as_null=True))
    lon: Mapped[float | None] = mapped_column(Double)
    lat: Mapped[float | None] = mapped_column(Double)


class RememberedColumn(Base):
    """The field that an agency's planners last gave a column of that name."""

    __tablename__ = "remembered_column"

    id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"))
    header: Mapped[str] = mapped_column(Text)
    target: Mapped[dict[str, Any]] = mapped_column(JSONB)

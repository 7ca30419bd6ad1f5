"""Accounts: who signs in, with which roles, for which agencies and areas."""

from datetime import datetime
from typing import Any

from flask_security import RoleMixin, UserMixin
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    DateTime,
    FetchedValue,
    ForeignKey,
    Identity,
    Integer,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class Role(RoleMixin):
    """A role as the account library asks for it; a row of no table."""

    def __init__(self, name: str) -> None:
        self.name = name


class User(UserMixin, Base):
    """One account; `name` is what one signs in with, in small letters, and is never given anew.

    `every_agency` and `every_area` lift the limits that `UserAgency` and `UserArea` set.
    Without a password the account signs in through the office's own sign-in alone.
    """

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    full_name: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(Text, unique=True)  # type: ignore[assignment]
    password: Mapped[str | None] = mapped_column(Text)
    active: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    role_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    every_agency: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    every_area: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    must_change_password: Mapped[bool] = mapped_column(Boolean, server_default=FetchedValue())
    fs_uniquifier: Mapped[str] = mapped_column(Text, unique=True)
    tf_primary_method: Mapped[str | None] = mapped_column(Text)
    tf_totp_secret: Mapped[str | None] = mapped_column(Text)
    last_totp_counter: Mapped[int | None] = mapped_column(BigInteger)
    oidc_subject: Mapped[str | None] = mapped_column(Text, unique=True)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=FetchedValue()
    )

    @property
    def roles(self) -> list[Any]:  # type: ignore[override]
        """Return the roles as the account library reads them."""
        return [Role(code) for code in self.role_codes]


class UserAgency(Base):
    """One of the agencies whose projects an account handles."""

    __tablename__ = "user_agency"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)


class UserArea(Base):
    """One of the administrative units in which an account handles projects."""

    __tablename__ = "user_area"

    user_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True
    )
    area_id: Mapped[int] = mapped_column(ForeignKey("area.id"), primary_key=True)

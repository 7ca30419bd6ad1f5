"""Tokens with which programs ask in an account's name."""

from datetime import datetime

from sqlalchemy import DateTime, FetchedValue, ForeignKey, Identity, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class ApiToken(Base):
    """A token's name and SHA-256; the token itself is shown once and kept nowhere.

    `hint` is its beginning, by which people tell tokens apart.
    """

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(Integer, Identity(always=True), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text, unique=True)
    hint: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(
        DateTime(timezone=True), server_default=FetchedValue()
    )
    expires_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))

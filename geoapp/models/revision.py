"""One user action on the data: who, when, why, from which file."""

from datetime import datetime

from sqlalchemy import BigInteger, DateTime, FetchedValue, ForeignKey, Identity, Text
from sqlalchemy.orm import Mapped, mapped_column

from geoapp.models.base import Base


class Revision(Base):
    """A row is written once and never changed; `action` is a word like load-sample.

    `transaction` is the database's number of the one that made it, the only one to write in it.
    """

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(BigInteger, Identity(always=True), primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=FetchedValue())
    actor: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    file_name: Mapped[str | None] = mapped_column(Text)
    file_sha256: Mapped[str | None] = mapped_column(Text)
    transaction: Mapped[int | None] = mapped_column(BigInteger, FetchedValue())
    undoes_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("revision.id"))

"""The audit log, newest first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from geoapp.models import AuditEntry

PAGE_SIZE = 100


@dataclass(frozen=True)
class AuditFilter:
    """What of the log is wanted; empty is all of it."""

    who: str = ""
    what: str = ""
    refused: bool = False


@dataclass(frozen=True)
class AuditPage:
    """One page of the log; numbers begin at 1."""

    entries: list[AuditEntry]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE_SIZE))


def read_audit(session: Session, wanted: AuditFilter, number: int) -> AuditPage:
    """Return a page of the log; a number past the last gives the last."""
    total = session.scalar(_narrowed(select(func.count()).select_from(AuditEntry), wanted)) or 0
    number = max(1, min(number, -(-total // PAGE_SIZE)))
    entries = session.scalars(
        _narrowed(select(AuditEntry), wanted)
        .order_by(AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    return AuditPage(list(entries), number, total)


def _narrowed(statement: Select[Any], wanted: AuditFilter) -> Select[Any]:
    if wanted.who:
        statement = statement.where(AuditEntry.who == wanted.who)
    if wanted.what:
        statement = statement.where(AuditEntry.what == wanted.what)
    return statement.where(AuditEntry.refused.is_not(None)) if wanted.refused else statement
